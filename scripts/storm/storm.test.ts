import { expect, test } from "vitest";
import { smallBase } from "#worker/testing-builds";
import { isCalm } from "./judge.ts";
import { storm } from "./storm.ts";

test("workers are killed at random while many teams build: nothing is lost, published twice or stuck", async () => {
  const said: string[] = [];
  const verdict = await storm({
    builds: 12,
    workers: 2,
    teams: 3,
    seed: 11,
    paceMs: 3000,
    base: await smallBase(),
    say: (text) => said.push(text),
  });
  expect(isCalm(verdict), JSON.stringify({ verdict, said }, null, 1)).toBe(true);
  expect(verdict.succeeded + verdict.givenUp).toBe(12);
  // Otherwise there was no storm.
  expect(verdict.losses).toBeGreaterThan(0);
}, 240_000);
