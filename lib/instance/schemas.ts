import { z } from "zod";

export const instanceProblemSchema = z.object({
  code: z
    .enum(["noWorker", "noneTakes", "someTrouble", "littleRoom", "database", "connections", "registry"])
    .describe("What kind of problem it is"),
  text: z.string().describe("One sentence"),
});

export type Problem = z.infer<typeof instanceProblemSchema>;

const diskSchema = z.object({ totalBytes: z.number(), freeBytes: z.number() });

export const healthDetailsSchema = z.object({
  problems: z
    .array(instanceProblemSchema)
    .describe("What everyone may know of, and what only administrators can do something about besides"),
  database: z.object({
    condition: z.enum(["ok", "full", "unreachable"]),
    version: z.string().nullable(),
    sizeBytes: z.number().nullable(),
    connections: z.int().nullable(),
    maxConnections: z.int().nullable(),
    disk: diskSchema.nullable().describe("Where its files are, if that is on the site's own machine"),
  }),
  dataFolder: diskSchema
    .extend({ path: z.string() })
    .nullable()
    .describe(
      "Of the site's machine: logs and, where Bakehouse runs them, the database, the registry, the engine",
    ),
  workers: z.object({
    taking: z.int().describe("They take builds"),
    paused: z.int().describe("Paused or draining"),
    troubled: z.int().describe("They would, and cannot: an engine that is away, a disk that is full"),
  }),
  registry: z.object({
    address: z.string(),
    lastPushAt: z.iso.datetime().nullable().describe("The last push that went well"),
    problem: z.string().nullable().describe("What the newest build that failed on it was told"),
  }),
  queue: z.object({ queued: z.int(), running: z.int(), oldestQueuedAt: z.iso.datetime().nullable() }),
});

export type HealthDetails = z.infer<typeof healthDetailsSchema>;
