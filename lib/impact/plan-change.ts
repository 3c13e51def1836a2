import { findBuildOfImage } from "#lib/channels/find-build-of-image";
import { LATEST } from "#lib/channels/move-channel";
import { refuseLatest } from "#lib/channels/promote";
import { requireGood } from "#lib/channels/require-good";
import { findPrevious } from "#lib/channels/roll-back";
import type { Db } from "#lib/db";
import { AppError, notFound } from "#lib/errors";
import type { ScopedImage } from "#lib/images/get-image-in-scope";
import { type GivenBuild, type ImageState, newestGood, readImageState } from "#lib/impact/read-image-state";
import type { ImpactInput } from "#lib/impact/schemas";

/** A change that has not been made: what the image's names lead to before it and after. */
export interface PlannedChange {
  before: ImageState;
  after: ImageState;
  channels: string[];
  to: string | null;
  /** The build that nobody is to be given any more. */
  revoked?: { id: string; tag: string };
}

type Tx = Pick<Db, "$queryRaw" | "build" | "channel">;

/** What a change would do to an image's channels and versions. @throws not_found, invalid, conflict as it would */
export async function planChange(tx: Tx, image: ScopedImage, input: ImpactInput): Promise<PlannedChange> {
  const before = await readImageState(tx, image.id);
  const unchanged = { before, after: before, channels: [], to: null };
  switch (input.change) {
    case "deprecate":
    case "unshare":
    case "move":
      return unchanged;
    case "delete":
      return { ...unchanged, after: { channels: new Map(), versions: new Map() } };
    case "promote": {
      const channel = required(input, "channel");
      refuseLatest(channel);
      const build = await findBuildOfImage(tx, image, required(input, "build"));
      requireGood(build, "build");
      return moveOne(before, channel, { id: build.id, tag: build.tag, revoked: false });
    }
    case "rollBack": {
      const name = required(input, "channel");
      refuseLatest(name);
      const channel = await findChannel(tx, image, name);
      const previous = await findPrevious(tx, channel);
      if (!previous) throw new AppError("conflict", `There is nothing to roll ${name} back to.`);
      return moveOne(before, name, { ...previous, revoked: false });
    }
    case "revoke": {
      const build = await findBuildOfImage(tx, image, required(input, "build"));
      requireGood(build, "build");
      const moves = await planRevoke(tx, image.id, build, !input.keepChannels);
      const after = await readImageState(tx, image.id, build.id);
      for (const { channel, to } of moves) if (to) after.channels.set(channel, to);
      const moving = moves.filter(({ to }) => to !== null);
      return {
        before,
        after,
        channels: moving.map(({ channel }) => channel),
        to: moving[0]?.to?.tag ?? null,
        revoked: build,
      };
    }
  }
}

/**
 * Where the channels that point to a build go when it is revoked: latest to the newest good build that is left, the
 * others, if they are to move, to what they pointed to before. Null where there is nothing good to go to.
 */
export async function planRevoke(
  tx: Tx,
  imageId: string,
  build: { id: string },
  moveAll: boolean,
): Promise<{ channel: string; to: GivenBuild | null }[]> {
  const channels = await tx.channel.findMany({
    where: { imageId, buildId: build.id },
    select: { id: true, name: true, buildId: true },
    orderBy: { name: "asc" },
  });
  if (channels.length === 0) return [];
  const left = newestGood(await readImageState(tx, imageId, build.id));
  const moves: { channel: string; to: GivenBuild | null }[] = [];
  for (const { name, ...channel } of channels) {
    if (name === LATEST) moves.push({ channel: name, to: left });
    else if (moveAll) {
      const previous = await findPrevious(tx, channel);
      moves.push({ channel: name, to: previous && { ...previous, revoked: false } });
    }
  }
  return moves;
}

function moveOne(before: ImageState, channel: string, to: GivenBuild): PlannedChange {
  const after = { ...before, channels: new Map(before.channels).set(channel, to) };
  return { before, after, channels: [channel], to: to.tag };
}

async function findChannel(tx: Tx, image: ScopedImage, name: string) {
  const channel = await tx.channel.findUnique({
    where: { imageId_name: { imageId: image.id, name } },
    select: { id: true, buildId: true },
  });
  if (!channel) throw notFound(`channel as ${name} of ${image.team}/${image.name}`);
  return channel;
}

function required(input: ImpactInput, field: "build" | "channel"): string {
  const value = input[field];
  if (value) return value;
  throw new AppError("invalid", `${input.change} needs a ${field}.`, {
    problems: [{ field, message: "This is needed for the change." }],
  });
}
