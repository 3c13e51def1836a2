import type { Follows, Use } from "#lib/projects/schemas";

/**
 * What a maintainer can do at once so that a use is given something newer: end its hold, pin the newest build, or
 * follow the newest version. Null where it takes what a channel names, or nothing is newer.
 */
export function updateOf({
  follows,
  hold,
  behind,
  isVisible,
}: Use): { label: string; follows: Follows } | null {
  if (!isVisible) return null;
  if (hold) return { label: "End the hold", follows };
  if (!behind) return null;
  if (follows.kind === "build") {
    return { label: `Pin ${behind.newest}`, follows: { kind: "build", build: behind.newest } };
  }
  const newest = versionOf(behind.newest);
  if (follows.kind === "version" && newest > follows.version) {
    return { label: `Follow version ${newest}`, follows: { kind: "version", version: newest } };
  }
  return null;
}

/** The version of a build's tag: 3 of "3.2". */
export function versionOf(tag: string): number {
  return Number(tag.split(".")[0]);
}
