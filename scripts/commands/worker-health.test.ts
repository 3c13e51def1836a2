import { hostname } from "node:os";
import { afterEach, expect, test, vi } from "vitest";
import { db } from "#lib/db";
import { testingSession } from "../testing-session.ts";
import { workerHealth } from "./worker-health.ts";

afterEach(() => vi.unstubAllEnvs());
const ask = () => workerHealth(testingSession());
const seen = (secondsAgo: number) => new Date(Date.now() - secondsAgo * 1000);

test("a worker of this host that was seen lately is well, whatever it is called", async () => {
  await db.worker.deleteMany({ where: { host: hostname() } });
  expect(await ask()).toBe(1);
  const worker = await db.worker.create({ data: { name: "any-2", host: hostname(), lastSeenAt: seen(60) } });
  expect(await ask()).toBe(1);
  const update = (data: object) => db.worker.update({ where: { id: worker.id }, data });
  await update({ lastSeenAt: seen(5) });
  expect(await ask()).toBe(0);
  await update({ stoppedAt: seen(1) });
  expect(await ask()).toBe(1);
  await update({ stoppedAt: null, host: "elsewhere" });
  expect(await ask()).toBe(1);
});

test("a database that is away is no reason to end a worker", async () => {
  vi.stubEnv("DATABASE_URL", "postgresql://nobody@127.0.0.1:1/nothing");
  expect(await ask()).toBe(0);
});

test("without a database to ask, the health check itself is wrong", async () => {
  vi.stubEnv("DATABASE_URL", "");
  await expect(ask()).rejects.toThrow("DATABASE_URL is missing");
});
