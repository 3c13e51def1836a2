import { z } from "zod";
import { buildPrioritySchema } from "#lib/builds/schemas";

export const whySchema = z.object({
  code: z
    .enum(["noWorker", "noneSuits", "paused", "trouble", "teamLimit", "busy", "ahead", "soon"])
    .describe(
      "What it waits for: any worker; one with its platform and labels; one that is not paused; one whose engine and disk are well; others of its team to end; a free worker; those before it; nothing any more",
    ),
  text: z.string().describe("The same as a sentence"),
});

export const queuePlaceSchema = z.object({
  position: z
    .int()
    .nullable()
    .describe(
      "From 1, among those that the same workers could take; null when none could, or it does not wait",
    ),
  ahead: z.int().nullable().describe("How many come before it"),
  waiting: z.int().describe("How many wait in all"),
  startsAt: z.iso
    .datetime()
    .nullable()
    .describe("About when it begins, from how long builds took; null when nobody can know"),
  why: whySchema.nullable().describe("Why it waits"),
});

export const queueEntrySchema = queuePlaceSchema.omit({ waiting: true }).extend({
  build: z
    .object({
      id: z.uuid(),
      team: z.string(),
      image: z.string(),
      tag: z.string(),
      priority: buildPrioritySchema,
      raisedBy: z.string().nullable(),
      requestedBy: z.string().nullable(),
      queuedAt: z.iso.datetime(),
      platform: z.string().nullable(),
      labels: z.array(z.string()),
      mayRaise: z.boolean().describe("Whether you may put it first, and back again"),
    })
    .nullable()
    .describe("Null for one that you may not see: a build of another team"),
});

export const queueSchema = z.object({
  items: z.array(queueEntrySchema).describe("In the order in which they are taken up"),
  waiting: z.int().describe("How many wait in all"),
});

export const offersSchema = z.object({
  platforms: z.array(z.string()),
  labels: z.array(z.string()),
});

export type Why = z.infer<typeof whySchema>;
export type QueuePlace = z.infer<typeof queuePlaceSchema>;
export type QueueEntry = z.infer<typeof queueEntrySchema>;
export type Queue = z.infer<typeof queueSchema>;
