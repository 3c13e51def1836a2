import { execFileSync, spawnSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { mkdirSync, readFileSync, rmSync, statfsSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Writable } from "node:stream";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { DATABASE_AWAY, DATABASE_FULL } from "#lib/database-away";
import { STOP_RANK } from "../context.ts";
import { Printer } from "../printer.ts";
import { supervise } from "../supervise.ts";
import { type TestingPostgres, testingPostgres } from "../testing-postgres.ts";
import { testingSession } from "../testing-session.ts";
import { keepPostgres } from "./postgres.ts";

const SIZE = "256m";
const ORIGIN = "http://bakehouse.test";

const canMount = mayMount();
if (!canMount) console.warn("NOT TESTED: a full disk. Only root may mount a small one.");

/** Tried where nobody else sees it, and gone with the try. */
function mayMount(): boolean {
  const trial = ["--mount", "--propagation", "private", "mount", "-t", "tmpfs", "tmpfs", "/mnt"];
  return spawnSync("unshare", trial).status === 0;
}

describe.skipIf(!canMount)("on a disk without room", () => {
  const folder = join(tmpdir(), `bakehouse-disk-${process.pid}`, "small");
  const filler = join(folder, "filler");
  let postgres: TestingPostgres;
  let parts: Awaited<ReturnType<typeof load>>;
  let token: string;

  async function load() {
    const [handler, auth, made, tokens, health] = await Promise.all([
      import("#lib/api/handler"),
      import("#lib/auth/create-first-administrator"),
      import("#lib/db"),
      import("#lib/tokens/create-token"),
      import("#lib/auth/handle-auth-request"),
    ]);
    return { ...handler, ...auth, ...made, ...tokens, ...health };
  }

  beforeAll(async () => {
    mkdirSync(folder, { recursive: true });
    // Once mounted, it is everyone's to enter: PostgreSQL does not run as root.
    execFileSync("mount", ["-t", "tmpfs", "-o", `size=${SIZE}`, "tmpfs", folder]);
    postgres = await testingPostgres(folder);
    process.env.DATABASE_URL = postgres.url;
    vi.resetModules();
    Reflect.deleteProperty(globalThis, "bakehouseDb");
    parts = await load();
    await parts.createFirstAdministrator({
      email: "ada@example.com",
      password: "a long password",
      team: "media",
    });
    const ada = await parts.db.user.findFirstOrThrow();
    const ctx = {
      actor: { kind: "user" as const, id: ada.id, name: ada.name, email: ada.email, isAdmin: true },
      teams: [],
    };
    ({ token } = await parts.createPersonalToken(ctx, { name: "test", role: "owner" }));
  }, 90_000);
  afterAll(async () => {
    await parts?.db.$disconnect();
    await postgres?.end();
    execFileSync("umount", [folder]);
    rmSync(join(folder, ".."), { recursive: true });
  });

  async function api(method: string, path: string, body?: unknown) {
    const headers = {
      host: "bakehouse.test",
      authorization: `Bearer ${token}`,
      "content-type": "application/json",
    };
    const response = await parts.handleApiRequest(
      new Request(`${ORIGIN}/api/v1${path}`, {
        method,
        headers,
        body: body ? JSON.stringify(body) : undefined,
      }),
    );
    return { status: response.status, body: (await response.json()) as Record<string, unknown> };
  }

  function fill(): void {
    try {
      for (const size of [1024 * 1024, 4096]) {
        for (;;) {
          const { bavail, bsize } = statfsSync(folder);
          if (bavail * bsize < size) break;
          writeFileSync(filler, Buffer.alloc(size), { flag: "a" });
        }
      }
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "ENOSPC") throw error;
    }
  }

  /** Text that does not compress. */
  const dockerfile = () =>
    `FROM codex-base:latest\n${Array.from({ length: 40 }, () => `# ${randomBytes(500).toString("base64")}`).join("\n")}\n`;
  const save = (n: number) =>
    api("POST", "/teams/media/images", {
      name: `image-${n}`,
      description: "",
      dockerfile: dockerfile(),
      message: "",
    });

  test("what cannot be saved is refused with the reason, what is there can be read, and with room all goes on", async () => {
    expect((await save(0)).status).toBe(201);
    expect((await api("GET", "/health")).body).toMatchObject({ database: "ok" });
    fill();
    const answers: { status: number; body: Record<string, unknown> }[] = [];
    while (answers.length < 200 && answers.at(-1)?.status !== 503)
      answers.push(await save(answers.length + 1));
    expect(answers.at(-1)).toMatchObject({ status: 503, body: { detail: DATABASE_FULL } });
    expect(answers.filter(({ status }) => status !== 201 && status !== 503)).toEqual([]);

    expect((await api("GET", "/images")).body.items).toHaveLength(Math.min(answers.length, 50));
    await vi.waitFor(
      async () => {
        // PostgreSQL frees some room itself now and then.
        fill();
        expect((await api("GET", "/health")).body).toMatchObject({ database: "full", status: "degraded" });
      },
      { timeout: 10_000 },
    );
    const details = await api("GET", "/health/details");
    expect(details.body).toMatchObject({ database: { condition: "full" } });
    expect(details.body.problems).toContainEqual({ code: "database", text: DATABASE_FULL });

    rmSync(filler);
    expect((await save(300)).status).toBe(201);
    await vi.waitFor(
      async () => expect((await api("GET", "/health")).body).toMatchObject({ database: "ok" }),
      { timeout: 5000 },
    );
  }, 60_000);

  test("a build that runs meanwhile waits with its lines, and ends well once there is room", async () => {
    const [builds, requests, made, engines, workers] = await Promise.all([
      import("#worker/testing-builds"),
      import("#lib/builds/request-build"),
      import("#lib/testing/make"),
      import("#worker/docker/test-engine"),
      import("#worker/worker"),
    ]);
    const ctx = await made.makeOwner();
    const chatter = `i=0; while [ $i -lt 80 ]; do echo "line $i"; head -c 15000 /dev/urandom | base64; i=$((i+1)); sleep 0.1; done`;
    const base = await builds.smallBase();
    const image = await made.makeImage(ctx, {
      dockerfile: `FROM ${base}\nRUN ${chatter}; echo ${engines.nonce()}\n`,
    });
    const worker = await workers.startWorker({ dockerHost: process.env.DOCKER_HOST, concurrency: 1 });
    const { id } = await requests.requestBuild(ctx, { team: image.team, image: image.name });
    await builds.until(ctx, id, ({ steps }) =>
      steps.some(({ name, lineCount }) => name.startsWith("RUN") && lineCount > 0),
    );
    await vi.waitFor(
      async () => {
        fill();
        expect((await api("GET", "/health")).body).toMatchObject({ database: "full" });
      },
      { timeout: 20_000, interval: 50 },
    );
    // All of it has been printed by then.
    await sleep(8000);
    fill();
    expect((await api("GET", "/health")).body).toMatchObject({ database: "full" });
    rmSync(filler);
    const build = await builds.ended(ctx, id);
    expect(build, JSON.stringify(build.error)).toMatchObject({ status: "succeeded", attempt: 1 });
    const numbers = [...(await builds.logOf(ctx, id)).matchAll(/^line (\d+)$/gm)].map(([, n]) => Number(n));
    expect(numbers).toEqual(Array.from({ length: 80 }, (_, i) => i));
    await worker.stop(0);
  }, 90_000);

  test("logs lose lines, and nothing ends for it", async () => {
    fill();
    const shown: string[] = [];
    const stream = new Writable({
      write: (chunk, _, done) => {
        shown.push(String(chunk));
        done();
      },
    });
    const session = testingSession(folder);
    const ctx = {
      ...session,
      root: folder,
      printer: new Printer(stream as never, join(folder, "logs", "a.log")),
    };
    const script =
      "for (let i = 0; i < 3000; i++) console.error('line', i, 'x'.repeat(100)); setInterval(() => {}, 1000)";
    supervise(ctx, {
      name: "talker",
      args: ["--eval", script],
      env: process.env,
      rank: STOP_RANK.command,
      graceMs: 1000,
      talkative: true,
    });
    await expect.poll(() => shown.some((text) => text.includes("line 2999")), { timeout: 20_000 }).toBe(true);
    expect(shown.join("")).not.toContain("talker ended");
    rmSync(filler);
    ctx.printer.line("with room again");
    expect(readFileSync(join(folder, "logs", "a.log"), "utf8")).toContain("with room again");
    await session.stop(new Error("the test is over"));
  }, 40_000);

  test("PostgreSQL that ended for want of room is started again by `npm start`, and goes on when there is room", async () => {
    const session = testingSession(folder);
    const said: string[] = [];
    const printer = { line: (text: string) => said.push(text) } as unknown as Printer;
    const given = process.env.DATABASE_URL;
    delete process.env.DATABASE_URL;
    keepPostgres({ ...session, printer });
    process.env.DATABASE_URL = given;
    fill();
    // It has no file for the log of what it does next, and cannot recover without one.
    await expect(parts.db.$queryRaw`
      SELECT pg_logical_emit_message(false, 'bakehouse', 'x'), pg_switch_wal()`).rejects.toThrow();
    await expect
      .poll(() => said.join("\n"), { timeout: 20_000 })
      .toMatch(/postgres ended with.*No space left/s);
    expect(await save(400)).toMatchObject({ status: 503, body: { detail: DATABASE_AWAY } });
    rmSync(filler);
    await expect.poll(() => said.at(-1), { timeout: 20_000 }).toContain("runs again");
    expect((await save(401)).status).toBe(201);
    expect((await api("GET", "/images")).status).toBe(200);
    await session.stop(new Error("the test is over"));
  }, 60_000);
});
