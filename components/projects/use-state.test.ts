import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { UseState } from "#components/projects/use-state";
import type { Use } from "#lib/projects/schemas";

const DAY_MS = 86_400_000;
const gets = { id: "b", tag: "2.1", reference: "r", digest: "d", revoked: false, revokeReason: null };
const since = new Date(Date.now() - 3 * DAY_MS - 60_000).toISOString();
const behind = { versions: 2, builds: 5, since, newest: "4.1" };
const UP_TO_DATE = { gets, hold: null, behind: null };

/** What is read, without the marks. */
function words(use: Partial<Use>): string {
  const markup = renderToStaticMarkup(createElement(UseState, { use: { ...UP_TO_DATE, ...use } as Use }));
  return markup
    .replaceAll(/<[^>]*>/g, " ")
    .replaceAll(/\s+/g, " ")
    .replaceAll(/ ([,:])/g, "$1")
    .trim();
}

test.each([
  ["up to date", {}, "Up to date"],
  ["behind by versions", { behind }, "2 versions behind, since 3 d"],
  [
    "behind by a build of its version",
    { behind: { ...behind, versions: 0, builds: 1 } },
    "1 build behind, since 3 d",
  ],
  ["revoked, which is never up to date", { gets: { ...gets, revoked: true } }, "Revoked"],
  [
    "revoked and behind",
    { gets: { ...gets, revoked: true }, behind },
    "Revoked 2 versions behind, since 3 d",
  ],
  ["without a build", { gets: null }, "No good build yet"],
  [
    "held",
    { hold: { until: "2026-12-01T12:00:00.000Z", reason: "waits" } },
    /^Held until 1 Dec( 2026)?: waits$/,
  ],
  [
    "held for good",
    { hold: { until: null, reason: "" }, behind },
    "Held for good 2 versions behind, since 3 d",
  ],
])("%s", (_what, use, text) => {
  expect(words(use)).toMatch(text instanceof RegExp ? text : new RegExp(`^${text}$`));
});
