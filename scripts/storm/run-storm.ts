import { parseArgs } from "node:util";
import { db } from "#lib/db";
import { listener } from "#lib/live/listener";
import { isCalm } from "./judge.ts";
import { storm } from "./storm.ts";

const { values } = parseArgs({
  options: {
    builds: { type: "string", default: "100" },
    workers: { type: "string", default: "3" },
    teams: { type: "string", default: "8" },
    seed: { type: "string", default: String(Date.now() % 1_000_000) },
    pace: { type: "string", default: "4" },
  },
});
const count = (name: keyof typeof values) => {
  const number = Number(values[name]);
  if (!(number > 0)) throw new Error(`--${name} must be a number above 0`);
  return number;
};
const started = performance.now();
const say = (text: string) =>
  console.log(`${((performance.now() - started) / 1000).toFixed(0).padStart(5)} s  ${text}`);
say(`${values.builds} builds of ${values.teams} teams on ${values.workers} workers, --seed ${values.seed}`);
const verdict = await storm({
  builds: count("builds"),
  workers: count("workers"),
  teams: count("teams"),
  seed: count("seed"),
  paceMs: count("pace") * 1000,
  base: process.env.BAKEHOUSE_TEST_BASE ?? "codex-base:latest",
  say,
});
await Promise.all([listener().close(), db.$disconnect()]);
const { builds, succeeded, givenUp, lost, publishedTwice, stuck, losses, slowestRecoveryMs } = verdict;
console.log(`
builds            ${builds}
succeeded         ${succeeded}
given up          ${givenUp} (three workers lost with each)
lost              ${lost}
published twice   ${publishedTwice}
stuck             ${stuck}
lost workers      ${losses} times with a build in hand
slowest recovery  ${(slowestRecoveryMs / 1000).toFixed(1)} s (≤ 60 s)

${isCalm(verdict) ? "Nothing was lost." : "This should not be."}`);
process.exit(isCalm(verdict) ? 0 : 1);
