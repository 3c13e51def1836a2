import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "vitest";
import { testingSession } from "./testing-session.ts";
import { withLock } from "./with-lock.ts";

test("work under one name takes turns, work under another does not", async () => {
  const session = testingSession();
  const order: string[] = [];
  const work = (name: string) => async () => {
    order.push(`${name} begins`);
    await sleep(150);
    order.push(`${name} ends`);
  };
  const first = withLock(session, "oven", work("first"));
  await sleep(20);
  await Promise.all([
    first,
    withLock(session, "oven", work("second")),
    withLock(session, "mill", work("other")),
  ]);
  expect(order.indexOf("second begins")).toBeGreaterThan(order.indexOf("first ends"));
  expect(order.indexOf("other begins")).toBeLessThan(order.indexOf("first ends"));
});

test("work that fails gives the lock back", async () => {
  const session = testingSession();
  await expect(withLock(session, "oven", () => Promise.reject(new Error("burnt")))).rejects.toThrow("burnt");
  expect(await withLock(session, "oven", async () => "bread")).toBe("bread");
});
