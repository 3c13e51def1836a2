import { execFile } from "node:child_process";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, beforeAll, expect, test } from "vitest";
import type { Context } from "#lib/auth/context";
import { getBuild } from "#lib/builds/get-build";
import { requestBuild } from "#lib/builds/request-build";
import type { Build } from "#lib/builds/schemas";
import { db } from "#lib/db";
import { notifyWorkers } from "#lib/live/notify";
import { makeImage, makeOwner } from "#lib/testing/make";
import { listWorkers } from "#lib/workers/list-workers";
import type { Worker } from "#lib/workers/schemas";
import { updateWorker } from "#lib/workers/update-worker";
import { nonce } from "#worker/docker/test-engine";
import { ended, smallBase, until } from "#worker/testing-builds";
import { endWorkerProcesses, startWorkerProcess, type WorkerProcess } from "#worker/testing-worker";

let admin: Context;
let base: string;

beforeAll(async () => {
  [base, admin] = await Promise.all([smallBase(), makeOwner({ isAdmin: true })]);
});
afterEach(endWorkerProcesses);

const start = (name: string, more: Record<string, string> = {}) =>
  startWorkerProcess({ BAKEHOUSE_WORKER_NAME: name, ...more });

async function named(name: string): Promise<Worker | undefined> {
  return (await listWorkers(admin)).items.find((worker) => worker.name === name);
}

/** Asks for a build that takes so long. */
async function request(seconds = 0): Promise<string> {
  const image = await makeImage(admin, {
    dockerfile: `FROM ${base}\nRUN sleep ${seconds}; echo ${nonce()}\n`,
  });
  return (await requestBuild(admin, { team: image.team, image: image.name })).id;
}

const isInRun = ({ steps }: Build) =>
  steps.some(({ name, startedAt }) => name.startsWith("RUN") && startedAt !== null);

const order = (name: string, state: "active" | "paused" | "draining", reason = "") =>
  updateWorker(admin, { name, state, reason });

/** Long enough for a worker to take a build if it took any: idle ones are woken when it is asked for. */
const expectNotTaken = async (id: string) => {
  await sleep(1000);
  expect(await getBuild(admin, { id })).toMatchObject({ status: "queued" });
};

test("two processes with one name are two workers; who is killed leaves its name at once to whoever comes, with what it was told", async () => {
  const [one, two] = await Promise.all([start("twin"), start("twin")]);
  const isSecond = (worker: WorkerProcess) => worker.output.join("\n").includes("worker twin-2: ready");
  const [first, second] = isSecond(one) ? [two, one] : [one, two];
  expect(second.output).toContain("Another worker is called twin already: this one is twin-2.");
  expect(first.output.join("\n")).toContain("worker twin: ready");
  expect((await listWorkers(admin)).items.map(({ name, condition }) => [name, condition])).toEqual([
    ["twin", "taking"],
    ["twin-2", "taking"],
  ]);
  const before = await db.worker.findUniqueOrThrow({ where: { name: "twin" } });
  await order("twin", "paused", "New kernel");
  await first.end("SIGKILL");
  const again = await start("twin");
  expect(again.output.join("\n")).toContain("worker twin: ready");
  expect(again.output.join("\n")).not.toContain("could not");
  expect(await named("twin")).toMatchObject({ condition: "paused", stateReason: "New kernel" });
  const after = await db.worker.findUniqueOrThrow({ where: { name: "twin" } });
  expect(after.id).toBe(before.id);
  expect(after.session).not.toBe(before.session);
  expect(await db.worker.count({ where: { name: { startsWith: "twin" } } })).toBe(2);
  expect(await second.end("SIGTERM")).toBe(0);
  expect(await named("twin-2")).toMatchObject({ condition: "stopped" });
  const id = await request();
  await expectNotTaken(id);
  await order("twin", "active");
  expect(await ended(admin, id)).toMatchObject({ status: "succeeded", worker: "twin" });
}, 120_000);

test("a draining worker takes no builds, ends those that end in its time, hands the others back, and is drained", async () => {
  // 6 s.
  await start("leaving", { BAKEHOUSE_BUILD_CONCURRENCY: "2", BAKEHOUSE_DRAIN_MINUTES: "0.1" });
  const [short, long] = [await request(1), await request(100)];
  for (const id of [short, long]) await until(admin, id, isInRun);
  const at = Date.now();
  await order("leaving", "draining");
  expect(await named("leaving")).toMatchObject({ condition: "draining", busy: 2 });
  const waiting = await request();
  expect(await ended(admin, short)).toMatchObject({ status: "succeeded", attempt: 1, worker: "leaving" });
  await until(admin, long, ({ status }) => status === "queued");
  expect(Date.now() - at).toBeLessThan(20_000);
  expect(await named("leaving")).toMatchObject({ condition: "drained", busy: 0 });
  expect(await getBuild(admin, { id: waiting })).toMatchObject({ status: "queued" });
  await start("staying");
  expect(await ended(admin, waiting)).toMatchObject({ status: "succeeded", worker: "staying" });
  expect(await until(admin, long, ({ attempt }) => attempt === 2)).toMatchObject({ worker: "staying" });
}, 120_000);

test("a database of a newer release: the worker takes no builds and says why, the web process does not start", async () => {
  await start("older");
  const { id: workerId } = await db.worker.findUniqueOrThrow({ where: { name: "older" } });
  const later = "99990101000000_later";
  await db.$executeRaw`
    INSERT INTO "_prisma_migrations" (id, checksum, migration_name, finished_at, applied_steps_count)
    VALUES (${crypto.randomUUID()}, '', ${later}, now(), 1)`;
  await notifyWorkers(db, workerId);
  await expect
    .poll(() => named("older"), { timeout: 8000 })
    .toMatchObject({
      condition: "trouble",
      trouble: "database",
      details: { problem: expect.stringMatching(`newer release \\(${later}\\).* takes no builds until`) },
    });
  const [id, web, newcomer] = await Promise.all([request(), serve(), start("older")]);
  expect(web.code).toBe(1);
  expect(web.output).toContain(
    `The database belongs to a newer release of Bakehouse: it has the migration ${later}, which this release does not know.`,
  );
  await expectNotTaken(id);
  expect(newcomer.output.join("\n")).toContain(`newer release (${later})`);
  expect(await named("older-2")).toMatchObject({ trouble: "database" });
  await db.$executeRaw`DELETE FROM "_prisma_migrations" WHERE migration_name = ${later}`;
  await notifyWorkers(db, workerId);
  expect(await ended(admin, id)).toMatchObject({ status: "succeeded", worker: "older" });
}, 120_000);

test("an engine that is too old, and labels that are none, end a worker with a sentence", async () => {
  const engine = createServer((_, answer) =>
    answer.end(JSON.stringify({ Version: "18.06.1", ApiVersion: "1.38", Os: "linux", Arch: "amd64" })),
  );
  await new Promise<void>((resolve) => engine.listen(0, "127.0.0.1", resolve));
  const { port } = engine.address() as AddressInfo;
  const [old, labels] = await Promise.allSettled([
    start("beside-old", { DOCKER_HOST: `tcp://127.0.0.1:${port}` }),
    start("mislabelled", { BAKEHOUSE_WORKER_LABELS: "gpu,Licensed Compiler" }),
  ]);
  engine.close();
  expect(String(old.status === "rejected" && old.reason)).toMatch(
    /ended \(1\):\s+Docker engine 18\.06\.1 at \S+ is too old: 19\.03 is the oldest that can build here/,
  );
  expect(String(labels.status === "rejected" && labels.reason)).toMatch(
    /ended \(1\):[\s\S]*BAKEHOUSE_WORKER_LABELS must list labels with commas/,
  );
  expect([await named("beside-old"), await named("mislabelled")]).toEqual([undefined, undefined]);
});

/** Starts the web process as its container does, which here is to end by itself. */
function serve(): Promise<{ code: number; output: string }> {
  return new Promise((resolve) => {
    const child = execFile(
      process.execPath,
      ["scripts/main.ts", "serve"],
      { timeout: 60_000 },
      (_, stdout, stderr) => resolve({ code: child.exitCode ?? -1, output: stdout + stderr }),
    );
  });
}
