import type { Build, BuildError, BuildSummary, ImageConfig, ResolvedBase, Step } from "#lib/builds/schemas";
import type { Prisma } from "#prisma/generated/client";

/** What a row needs to be shown in a list. */
export const SUMMARY_SELECT = {
  id: true,
  number: true,
  status: true,
  phase: true,
  trigger: true,
  cancelRequestedAt: true,
  attempt: true,
  reference: true,
  digest: true,
  sizeBytes: true,
  layerCount: true,
  stepCount: true,
  cachedStepCount: true,
  error: true,
  queuedAt: true,
  startedAt: true,
  buildStartedAt: true,
  buildFinishedAt: true,
  pushStartedAt: true,
  pushFinishedAt: true,
  finishedAt: true,
  revokedAt: true,
  revokeReason: true,
  revokedByName: true,
  channels: { select: { name: true }, orderBy: { name: "asc" } },
  image: { select: { name: true, team: { select: { name: true } } } },
  version: { select: { number: true, message: true } },
  requestedBy: { select: { name: true } },
  requestedByToken: { select: { name: true } },
} satisfies Prisma.BuildSelect;

/** What a row needs to be shown whole, but for its steps. */
export const DETAIL_SELECT = {
  ...SUMMARY_SELECT,
  versionId: true,
  imageId: true,
  revision: true,
  resolvedDockerfile: true,
  bases: true,
  config: true,
  engineVersion: true,
  worker: { select: { name: true } },
  priority: true,
  raisedByName: true,
  canceledBy: { select: { name: true } },
  version: { select: { number: true, message: true, dockerfile: true } },
} satisfies Prisma.BuildSelect;

type SummaryRow = Prisma.BuildGetPayload<{ select: typeof SUMMARY_SELECT }>;
type DetailRow = Prisma.BuildGetPayload<{ select: typeof DETAIL_SELECT }>;

export function toBuildSummary(row: SummaryRow): BuildSummary {
  return {
    id: row.id,
    team: row.image.team.name,
    image: row.image.name,
    version: row.version.number,
    number: row.number,
    tag: `${row.version.number}.${row.number}`,
    status: row.status,
    phase: row.phase,
    message: row.version.message,
    trigger: row.trigger,
    requestedBy: row.requestedBy?.name ?? row.requestedByToken?.name ?? null,
    cancelRequested: row.cancelRequestedAt !== null,
    attempt: row.attempt,
    reference: row.reference,
    digest: row.digest,
    sizeBytes: row.sizeBytes === null ? null : Number(row.sizeBytes),
    layerCount: row.layerCount,
    stepCount: row.stepCount,
    cachedStepCount: row.cachedStepCount,
    error: row.error as BuildError | null,
    channels: row.channels.map(({ name }) => name),
    revoked: row.revokedAt && {
      at: row.revokedAt.toISOString(),
      by: row.revokedByName,
      reason: row.revokeReason ?? "",
    },
    timings: {
      queuedAt: row.queuedAt.toISOString(),
      startedAt: row.startedAt?.toISOString() ?? null,
      finishedAt: row.finishedAt?.toISOString() ?? null,
      queueMs: elapsed(row.queuedAt, row.startedAt),
      buildMs: elapsed(row.buildStartedAt, row.buildFinishedAt),
      pushMs: elapsed(row.pushStartedAt, row.pushFinishedAt),
      totalMs: elapsed(row.queuedAt, row.finishedAt),
    },
  };
}

/** A build without its steps; `isNewestOfVersion` tells whether the version's tag (":3") names it. */
export function toBuildDetail(row: DetailRow, isNewestOfVersion: boolean): Omit<Build, "steps"> {
  return {
    ...toBuildSummary(row),
    dockerfile: row.version.dockerfile,
    resolvedDockerfile: row.resolvedDockerfile,
    bases: (row.bases ?? []) as ResolvedBase[],
    config: row.config as ImageConfig | null,
    engineVersion: row.engineVersion,
    worker: row.worker?.name ?? null,
    priority: row.priority,
    raisedBy: row.raisedByName,
    canceledBy: row.canceledBy?.name ?? null,
    tags: [
      ...(isNewestOfVersion ? [String(row.version.number)] : []),
      ...row.channels.map(({ name }) => name),
    ],
    revision: row.revision,
  };
}

export function toStep(row: Prisma.StepGetPayload<object>): Step {
  return {
    index: row.index,
    attempt: row.attempt,
    kind: row.kind,
    name: row.name,
    line: row.line,
    startedAt: row.startedAt?.toISOString() ?? null,
    completedAt: row.completedAt?.toISOString() ?? null,
    cached: row.cached,
    error: row.error,
    lineCount: row.lineCount,
  };
}

function elapsed(from: Date | null, to: Date | null): number | null {
  return from && to ? Math.max(0, to.getTime() - from.getTime()) : null;
}
