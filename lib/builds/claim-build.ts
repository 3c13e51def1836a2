import { setTimeout as sleep } from "node:timers/promises";
import type { LostLease } from "#lib/builds/lease-watch";
import type { Claim } from "#lib/builds/owned-build";
import { type Db, db } from "#lib/db";
import { notifyBuild, notifyChange } from "#lib/live/notify";
import { type PickedBuild, pickBuild } from "#lib/queue/pick-build";

/** What a worker needs to know of a build that it has taken up. */
export interface ClaimedBuild extends Claim {
  teamId: string;
  team: string;
  image: string;
  imageId: string;
  /** Of the image, below the registry's address. */
  repository: string;
  versionId: string;
  version: number;
  number: number;
  dockerfile: string;
  queuedAt: Date;
  /** The index that its next step gets; above 0 when an earlier attempt left steps. */
  nextStep: number;
  /** How many workers went silent while they had it. */
  lostWorkers: number;
  /** Who had it before, when that worker went silent. */
  takenFrom: string | null;
  /** Of an earlier attempt that came as far: the built image in that worker's engine, and the pushed digest. */
  engineImageId: string | null;
  earlierWorkerId: string | null;
  digest: string | null;
  cancelRequested: boolean;
  /** After which it is ended, as administrators have set it. */
  maxMinutes: number;
}

/** Who takes builds: a worker, and the builds that its process runs already, whatever their rows say. */
export interface Claimant {
  workerId: string;
  running: string[];
  /** The builds whose workers went silent, as its LeaseWatch knows them. */
  lost?: LostLease[];
}

/** Workers that reach for builds of one team at once take turns: the later looks again. */
const TRIES = 20;
const PAUSE_MS = 10;

/**
 * Takes up the build that is first for this worker: one whose worker went silent, else the first of the queue that it
 * has platform and labels for, of a team below its limit, and that is not kept for the engine with its cache. Two
 * workers never get the same one. Null when there is none, or the worker's row says that it is to take none.
 */
export async function claimBuild(claimant: Claimant): Promise<ClaimedBuild | null> {
  for (let tried = 1; ; tried++) {
    const { build, contended } = await tryToClaim(claimant);
    if (build || !contended || tried === TRIES) return build;
    await sleep(Math.random() * PAUSE_MS * tried);
  }
}

function tryToClaim(claimant: Claimant): Promise<{ build: ClaimedBuild | null; contended: boolean }> {
  return db.$transaction(async (tx) => {
    const { picked, contended } = await pickBuild(tx, { lost: [], ...claimant });
    return { build: picked && (await readClaimed(tx, picked)), contended };
  });
}

async function readClaimed(tx: Db, picked: PickedBuild): Promise<ClaimedBuild> {
  const row = await tx.build.findUniqueOrThrow({
    where: { id: picked.id },
    select: {
      teamId: true,
      imageId: true,
      versionId: true,
      number: true,
      queuedAt: true,
      engineImageId: true,
      digest: true,
      cancelRequestedAt: true,
      image: { select: { name: true, repository: true, team: { select: { name: true } } } },
      version: { select: { number: true, dockerfile: true } },
      steps: { select: { index: true }, orderBy: { index: "desc" }, take: 1 },
    },
  });
  const earlier = picked.previous
    ? await tx.worker.findUnique({ where: { id: picked.previous }, select: { name: true } })
    : null;
  const { maxBuildMinutes } = await tx.settings.findUniqueOrThrow({
    where: { id: 1 },
    select: { maxBuildMinutes: true },
  });
  await notifyBuild(tx, picked.id);
  await notifyChange(tx, {
    kind: "build",
    team: row.image.team.name,
    image: row.image.name,
    build: picked.id,
    status: "running",
  });
  await notifyChange(tx, { kind: "queue" });
  return {
    id: picked.id,
    attempt: picked.attempt,
    teamId: row.teamId,
    team: row.image.team.name,
    image: row.image.name,
    imageId: row.imageId,
    repository: row.image.repository,
    versionId: row.versionId,
    version: row.version.number,
    number: row.number,
    dockerfile: row.version.dockerfile,
    queuedAt: row.queuedAt,
    nextStep: (row.steps[0]?.index ?? -1) + 1,
    lostWorkers: picked.lostWorkers,
    takenFrom: picked.lost ? (earlier?.name ?? "a worker that is gone") : null,
    engineImageId: row.engineImageId,
    earlierWorkerId: picked.previous,
    digest: row.digest,
    cancelRequested: row.cancelRequestedAt !== null,
    maxMinutes: maxBuildMinutes,
  };
}
