import { expect, test } from "vitest";
import { updateOf, versionOf } from "#components/projects/update-of";
import type { Use } from "#lib/projects/schemas";

const behind = { versions: 2, builds: 3, since: "2026-11-20T00:00:00.000Z", newest: "10.2" };
const hold = { until: "2026-12-01T00:00:00.000Z", reason: "waits" };
const use = { isVisible: true, hold: null, behind } as Use;

test.each([
  ["a channel moves by promotion alone", { follows: { kind: "channel", channel: "stable" } }, undefined],
  ["a pin goes to the newest build", { follows: { kind: "build", build: "8.1" } }, "Pin 10.2"],
  ["a version goes to the newest version", { follows: { kind: "version", version: 8 } }, "Follow version 10"],
  ["the newest version stays", { follows: { kind: "version", version: 10 } }, undefined],
  ["nothing is newer", { follows: { kind: "build", build: "10.2" }, behind: null }, undefined],
  ["a hold ends", { follows: { kind: "channel", channel: "stable" }, hold, behind: null }, "End the hold"],
  [
    "an image that one may not see cannot be chosen again",
    { follows: { kind: "build", build: "8.1" }, isVisible: false },
    undefined,
  ],
] as const)("%s", (_what, rest, label) => {
  expect(updateOf({ ...use, ...rest })?.label).toBe(label);
});

test("the version of a tag", () => {
  expect(versionOf("10.2")).toBe(10);
});
