import { z } from "zod";
import { auditEventSchema } from "#lib/audit/schemas";
import { buildPhaseSchema, buildSummarySchema } from "#lib/builds/schemas";

export const workerStateSchema = z
  .enum(["active", "paused", "draining"])
  .describe(
    "active: it is to take builds; paused: none more; draining: none more, and hand back what does not end soon",
  );

export const workerTroubleSchema = z
  .enum(["engine", "disk", "database"])
  .describe("Its engine is away; its engine's disk is full; the database belongs to a newer release");

/** What only administrators are told of a worker. */
export const workerDetailsSchema = z.object({
  host: z.string().nullable(),
  release: z.string().nullable().describe("Of Bakehouse"),
  engineId: z.string().nullable().describe("Workers of one engine share images and cache"),
  problem: z.string().nullable().describe("Why it takes no builds though it is to, as a sentence"),
  clockOffsetMs: z.int().nullable().describe("How far its clock is ahead of the database's"),
  cpus: z.int().nullable(),
  load: z.number().nullable().describe("Of the last minute, as the operating system counts it"),
  memoryBytes: z.number().nullable(),
  memoryFreeBytes: z.number().nullable(),
  diskBytes: z.number().nullable().describe("Of the disk that its engine uses; null where it cannot be seen"),
  diskFreeBytes: z.number().nullable(),
  cacheBytes: z.number().nullable().describe("Build cache and images of Bakehouse in its engine"),
  cacheLimitBytes: z.number().nullable(),
});

export const workerSchema = z.object({
  name: z.string(),
  state: workerStateSchema,
  condition: z
    .enum(["taking", "paused", "draining", "drained", "trouble", "stopped", "gone"])
    .describe(
      "What it does about builds now; stopped: it said that it ends; gone: it has said nothing for 30 s",
    ),
  trouble: workerTroubleSchema.nullable(),
  stateReason: z.string(),
  stateChangedAt: z.iso.datetime().nullable(),
  stateChangedBy: z.string().nullable(),
  platform: z.string().nullable().describe("What it builds for: linux/amd64"),
  labels: z.array(z.string()),
  engineVersion: z.string().nullable(),
  concurrency: z.int().describe("How many builds it runs at once; those being pushed are not counted"),
  busy: z.int().describe("How many of them it runs now"),
  builds: z
    .array(
      z.object({
        id: z.uuid(),
        team: z.string(),
        image: z.string(),
        tag: z.string(),
        phase: buildPhaseSchema.nullable(),
        startedAt: z.iso.datetime().nullable(),
      }),
    )
    .describe("Of those, the ones that you may see"),
  startedAt: z.iso.datetime(),
  lastSeenAt: z.iso.datetime(),
  details: workerDetailsSchema.nullable().describe("For administrators only"),
});

export const wholeWorkerSchema = workerSchema.extend({
  lately: z
    .array(buildSummarySchema)
    .describe("What it built lately, newest first, as far as you may see it"),
  history: z.array(auditEventSchema).nullable().describe("Who changed what of it; for administrators only"),
});

export const updateWorkerSchema = z.object({
  name: z.string(),
  state: workerStateSchema,
  reason: z.string().trim().max(200, "At most 200 characters.").default("").describe("Shown to everyone"),
});

export type Worker = z.infer<typeof workerSchema>;

export type WholeWorker = z.infer<typeof wholeWorkerSchema>;
export type WorkerTrouble = z.infer<typeof workerTroubleSchema>;
