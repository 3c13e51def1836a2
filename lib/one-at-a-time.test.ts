import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "vitest";
import { oneAtATime } from "#lib/one-at-a-time";

test("who asks while it is done shares one that begins after", async () => {
  let [running, most, begun] = [0, 0, 0];
  const run = oneAtATime(async () => {
    most = Math.max(most, ++running);
    const mine = ++begun;
    await sleep(5);
    running--;
    if (mine === 1) throw new Error("the first one fails");
    return mine;
  });
  const first = run();
  const later = [run(), run(), run()];
  await expect(first).rejects.toThrow("the first one fails");
  expect(await Promise.all(later)).toEqual([2, 2, 2]);
  expect(await run()).toBe(3);
  expect(most).toBe(1);
});
