import type { Follows, Use } from "#lib/projects/schemas";

/** What was chosen in the form of a use so far; null where nothing was, which leaves it to what is there. */
export interface UseDraft {
  image: string;
  kind: Follows["kind"] | null;
  channel: string | null;
  version: number | null;
  build: string | null;
  isHeld: boolean | null;
  heldBuild: string | null;
  /** A day in the reader's zone: 2026-12-01. */
  until: string | null;
  reason: string | null;
}

/** What an image offers to follow, each with the tag of the build that it gives now. */
export interface UseChoices {
  channels: readonly { name: string; tag: string }[];
  versions: readonly { number: number; tag: string | null }[];
  /** Tags of good builds, the newest first. */
  builds: readonly string[];
}

export const EMPTY_DRAFT: UseDraft = {
  image: "",
  kind: null,
  channel: null,
  version: null,
  build: null,
  isHeld: null,
  heldBuild: null,
  until: null,
  reason: null,
};

const HOLD_DAYS = 14;
const DAY_MS = 86_400_000;

/**
 * The draft with all that was not chosen: what the use has already (of the same image), else the channel stable or
 * latest, else the newest version or build; a hold begins at what it gets. `follows` is null while the image has nothing of that kind; `gets` is
 * the tag that the use would be given.
 */
export function completeDraft(draft: UseDraft, before: Use | null, choices: UseChoices, now = new Date()) {
  const old = before?.image === draft.image ? before : null;
  const was = old?.follows;
  // A revoked build cannot be chosen again.
  const has = old?.gets && !old.gets.revoked ? old.gets.tag : null;
  const names = choices.channels.map(({ name }) => name);
  const kind = draft.kind ?? was?.kind ?? (names.length > 0 ? "channel" : "version");
  const channel =
    draft.channel ??
    (was?.kind === "channel" ? was.channel : null) ??
    ["stable", "latest"].find((name) => names.includes(name)) ??
    names[0] ??
    null;
  const version =
    draft.version ?? (was?.kind === "version" ? was.version : null) ?? choices.versions[0]?.number ?? null;
  const build = draft.build ?? has ?? choices.builds[0] ?? null;
  const follows = toFollows(kind, channel, version, build);

  const isHeld = kind !== "build" && (draft.isHeld ?? old?.hold != null);
  const followed = follows ? given(follows, choices) : null;
  const heldBuild = draft.heldBuild ?? has ?? followed ?? choices.builds[0] ?? "";
  const until =
    draft.until ?? toDay(old?.hold?.until ? new Date(old.hold.until) : new Date(+now + HOLD_DAYS * DAY_MS));
  const reason = draft.reason ?? old?.hold?.reason ?? "";
  const gets = isHeld ? heldBuild : followed;
  return { kind, channel, version, build, follows, isHeld, heldBuild, until, reason, gets };
}

function toFollows(
  kind: Follows["kind"],
  channel: string | null,
  version: number | null,
  build: string | null,
): Follows | null {
  if (kind === "channel") return channel === null ? null : { kind, channel };
  if (kind === "version") return version === null ? null : { kind, version };
  return build === null ? null : { kind, build };
}

function given(follows: Follows, { channels, versions }: UseChoices): string | null {
  if (follows.kind === "build") return follows.build;
  if (follows.kind === "channel") return channels.find(({ name }) => name === follows.channel)?.tag ?? null;
  return versions.find(({ number }) => number === follows.version)?.tag ?? null;
}

/** A time's day in the reader's zone: 2026-12-01. */
export function toDay(time: Date): string {
  const two = (value: number) => String(value).padStart(2, "0");
  return `${time.getFullYear()}-${two(time.getMonth() + 1)}-${two(time.getDate())}`;
}

/** The last second of a day in the reader's zone as the API takes it, or null when there is no such day. */
export function endOfDay(day: string): string | null {
  const end = new Date(`${day}T23:59:59`);
  return Number.isNaN(end.getTime()) ? null : end.toISOString();
}
