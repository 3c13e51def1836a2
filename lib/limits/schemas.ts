import { z } from "zod";

const count = z.int().min(1, "Use 1 or more, or leave it empty for no limit").max(1_000_000);
const bytes = z
  .int()
  .min(1_000_000, "Use 1 MB or more, or leave it empty for no limit")
  .max(1_000_000_000_000_000);

/** What a team may take; null for no limit. */
export const teamLimitsSchema = z.object({
  maxRunning: count.nullable().describe("Builds at once"),
  maxQueued: count.nullable().describe("Builds that wait"),
  maxMinutesPerDay: count.nullable().describe("Minutes of building a day, in UTC"),
  maxStorageBytes: bytes.nullable().describe("Bytes in the registry: a layer that several builds have, once"),
});

/** What one build may take; null for no limit, where there need not be one. */
export const buildLimitsSchema = z.object({
  maxBuildMinutes: z
    .int()
    .min(1, "A build needs at least a minute")
    .max(24 * 60, "Use at most 1440 minutes, a day"),
  maxLogBytes: z.int().min(10_000, "Use 10 kB or more").max(10_000_000_000, "Use 10 GB or less"),
  maxImageBytes: bytes.nullable().describe("Of all layers, uncompressed"),
  maxMemoryBytes: bytes.nullable().describe("Of what a RUN runs, where the engine can hold it to that"),
  maxCpus: z
    .number()
    .min(0.1, "Use 0.1 or more, or leave it empty for no limit")
    .max(1024)
    .nullable()
    .describe("Of what a RUN runs, where the engine can hold it to that"),
});

export const settingsSchema = teamLimitsSchema.extend({
  ...buildLimitsSchema.shape,
  updatedAt: z.iso.datetime(),
  updatedBy: z.string().nullable(),
});

export const usageSchema = z.object({
  running: z.int(),
  queued: z.int(),
  minutesToday: z.number().describe("Of building since 00:00 UTC, on all workers together"),
  storageBytes: z.number().describe("Of its images' good builds in the registry, compressed"),
});

export const teamUsageSchema = z.object({
  team: z.string(),
  limits: teamLimitsSchema.describe("What holds for it"),
  own: teamLimitsSchema.describe("What is set for it alone; null where it has what all teams have"),
  usage: usageSchema,
});

export const updateSettingsSchema = teamLimitsSchema.extend(buildLimitsSchema.shape).partial();
export const updateTeamLimitsSchema = teamLimitsSchema.partial().extend({ team: z.string() });

export type TeamLimits = z.infer<typeof teamLimitsSchema>;
export type BuildLimits = z.infer<typeof buildLimitsSchema>;
export type InstanceSettings = z.infer<typeof settingsSchema>;
export type Usage = z.infer<typeof usageSchema>;
export type TeamUsage = z.infer<typeof teamUsageSchema>;
