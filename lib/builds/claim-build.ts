import { type Claim, LEASE_SECONDS } from "#lib/builds/owned-build";
import { db } from "#lib/db";
import { notifyBuild, notifyChange } from "#lib/live/notify";

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
}

/**
 * Takes up the build that has waited longest: queued, or running with a lease that has run out. One
 * statement picks, locks and marks, so two workers never get the same one. Null when there is none.
 */
export async function claimBuild(workerId: string): Promise<ClaimedBuild | null> {
  return db.$transaction(async (tx) => {
    const [picked] = await tx.$queryRaw<
      { id: string; attempt: number; lostWorkers: number; previous: string | null; lost: boolean }[]
    >`
      UPDATE "Build" build SET
        "lostWorkers" = build."lostWorkers" + (build.status = 'running')::int,
        status = 'running', phase = 'resolving', attempt = build.attempt + 1, revision = build.revision + 1,
        "workerId" = ${workerId}::uuid, "leaseUntil" = now() + make_interval(secs => ${LEASE_SECONDS}),
        "startedAt" = COALESCE(build."startedAt", now())
      FROM (
        SELECT id, "workerId" AS previous, status = 'running' AS lost FROM "Build"
        WHERE status = 'queued' OR (status = 'running' AND "leaseUntil" < now())
        ORDER BY id FOR UPDATE SKIP LOCKED LIMIT 1
      ) waiting
      WHERE build.id = waiting.id
      RETURNING build.id, build.attempt, build."lostWorkers", waiting.previous, waiting.lost`;
    if (!picked) return null;
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
    await notifyBuild(tx, picked.id);
    await notifyChange(tx, {
      kind: "build",
      team: row.image.team.name,
      image: row.image.name,
      build: picked.id,
      status: "running",
    });
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
    };
  });
}
