import { beforeEach, expect, test } from "vitest";
import { db } from "#lib/db";
import { getHealth } from "#lib/instance/get-health";
import { findLittleRoom, readDisks } from "#lib/instance/read-room";
import { makeWorker } from "#lib/queue/testing-queue";

beforeEach(() => db.worker.deleteMany());

const problems = async () => (await getHealth()).problems.filter(({ code }) => code !== "littleRoom");

test("says when no worker is there, and when none of those there takes builds", async () => {
  await makeWorker({ stoppedAt: new Date() });
  await makeWorker({ lastSeenAt: new Date(Date.now() - 60_000) });
  expect(await getHealth()).toMatchObject({ status: "degraded", workers: 0 });
  expect(await problems()).toMatchObject([{ code: "noWorker" }]);
  await makeWorker({ state: "paused" });
  expect(await problems()).toEqual([
    { code: "noneTakes", text: "The only worker takes no builds: they wait." },
  ]);
  await makeWorker({ problem: "The engine is away" });
  expect(await problems()).toEqual([
    { code: "noneTakes", text: "None of the 2 workers takes builds: they wait." },
  ]);
  await makeWorker();
  expect(await getHealth()).toMatchObject({ status: "ok", workers: 3 });
  expect(await problems()).toEqual([]);
});

test("says which disks are nearly full, by how much they have free", async () => {
  const disks = await readDisks();
  const all = findLittleRoom(disks, Number.POSITIVE_INFINITY);
  expect(all).toContainEqual(expect.stringMatching(/^The database's disk has only [\d.]+ [GT]B free\.$/));
  expect(findLittleRoom(disks, 0)).toEqual([]);
});
