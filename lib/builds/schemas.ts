import { z } from "zod";
import { BUILD_STATUSES } from "#lib/builds/build-statuses";

export const buildStatusSchema = z.enum(BUILD_STATUSES);
export const buildPrioritySchema = z
  .enum(["automation", "person", "raised"])
  .describe(
    "automation: a program asked; person: someone did; raised: a maintainer put it first in its team",
  );
export const buildPhaseSchema = z.enum(["resolving", "building", "pushing", "recording"]);

export const buildErrorSchema = z.object({
  code: z
    .string()
    .describe("What kind of failure: apt-package-not-found, no-space, timeout, registry-denied, …"),
  message: z.string().describe("One sentence: what broke, in which step and line, with which exit code"),
  cause: z.string().optional(),
  hint: z.string().optional().describe("What to do next"),
  step: z.int().optional().describe("Index of the step that failed"),
  line: z.int().optional().describe("Line of the Dockerfile, from 1"),
  exitCode: z.int().optional(),
  logLine: z.int().optional().describe("The step's log line to look at, from 1"),
  tail: z.array(z.string()).optional().describe("The last lines that the step printed"),
});

export const stepSchema = z.object({
  index: z.int(),
  attempt: z.int(),
  kind: z.enum(["resolve", "build", "push"]),
  name: z.string(),
  line: z.int().nullable().describe("Line of the Dockerfile, from 1"),
  startedAt: z.iso.datetime().nullable(),
  completedAt: z.iso.datetime().nullable(),
  cached: z.boolean(),
  error: z.string().nullable(),
  lineCount: z.int().describe("How many log lines it printed so far"),
});

export const timingsSchema = z.object({
  queuedAt: z.iso.datetime(),
  startedAt: z.iso.datetime().nullable(),
  finishedAt: z.iso.datetime().nullable(),
  queueMs: z.int().nullable().describe("Waiting for a worker"),
  buildMs: z.int().nullable().describe("In the engine"),
  pushMs: z.int().nullable().describe("To the registry"),
  totalMs: z.int().nullable().describe("From the request to the record"),
});

/** A build as lists show it. */
export const buildSummarySchema = z.object({
  id: z.uuid(),
  team: z.string(),
  image: z.string(),
  version: z.int(),
  number: z.int(),
  tag: z.string().describe('Version and number, "3.2": the tag that never moves'),
  status: buildStatusSchema,
  phase: buildPhaseSchema.nullable(),
  message: z.string().describe("The version's message"),
  trigger: z.enum(["manual", "api"]),
  requestedBy: z.string().nullable().describe("The name of a person or of a token"),
  cancelRequested: z.boolean(),
  attempt: z.int(),
  reference: z.string().nullable().describe("What `docker pull` takes: registry/team/image@sha256:…"),
  digest: z.string().nullable(),
  sizeBytes: z.number().nullable(),
  layerCount: z.int().nullable(),
  stepCount: z.int(),
  cachedStepCount: z.int(),
  error: buildErrorSchema.nullable(),
  channels: z.array(z.string()).describe("Channels that point to it: latest, stable, …"),
  revoked: z
    .object({ at: z.iso.datetime(), by: z.string().nullable(), reason: z.string() })
    .nullable()
    .describe("Nobody is to use it any more"),
  timings: timingsSchema,
});

export const resolvedBaseSchema = z.object({
  line: z.int(),
  name: z.string().describe("As the Dockerfile has it"),
  reference: z.string().describe("By digest, as the engine was given it"),
  digest: z.string(),
  source: z.enum(["base-image", "catalogue", "registry"]),
});

export const imageConfigSchema = z.object({
  env: z.array(z.string()),
  entrypoint: z.array(z.string()).nullable(),
  cmd: z.array(z.string()).nullable(),
  user: z.string(),
  workdir: z.string(),
  labels: z.record(z.string(), z.string()),
  exposedPorts: z.array(z.string()),
  platform: z.string(),
});

export const buildSchema = buildSummarySchema.extend({
  steps: z.array(stepSchema),
  dockerfile: z.string(),
  resolvedDockerfile: z.string().nullable().describe("With each base replaced by its digest"),
  bases: z.array(resolvedBaseSchema),
  config: imageConfigSchema.nullable(),
  engineVersion: z.string().nullable(),
  worker: z.string().nullable(),
  priority: buildPrioritySchema,
  raisedBy: z.string().nullable(),
  canceledBy: z.string().nullable(),
  tags: z.array(z.string()).describe("Tags that move and name this build now: 3, latest, stable"),
  revision: z.int().describe("Follow the build's events from here"),
});

export const logLineSchema = z.object({
  n: z.int().describe("Number of the line in its step, from 1"),
  text: z.string().describe("With its ANSI colour sequences"),
  ms: z.int().describe("Milliseconds since the build was queued"),
  stderr: z.boolean().optional(),
  continued: z.boolean().optional().describe("The next line goes on with this one"),
  overwritten: z.boolean().optional().describe("A carriage return followed: the next line replaces it"),
});

export const buildEventSchema = z.discriminatedUnion("type", [
  z.object({ type: z.literal("state"), build: buildSchema.omit({ steps: true, dockerfile: true }) }),
  z.object({ type: z.literal("step"), step: stepSchema }),
  z.object({ type: z.literal("log"), step: z.int(), lines: z.array(logLineSchema) }),
]);

export type BuildStatus = z.infer<typeof buildStatusSchema>;
export type BuildError = z.infer<typeof buildErrorSchema>;
export type BuildSummary = z.infer<typeof buildSummarySchema>;
export type Build = z.infer<typeof buildSchema>;
export type Step = z.infer<typeof stepSchema>;
export type LogLine = z.infer<typeof logLineSchema>;
export type BuildEvent = z.infer<typeof buildEventSchema>;
export type ResolvedBase = z.infer<typeof resolvedBaseSchema>;
export type ImageConfig = z.infer<typeof imageConfigSchema>;
