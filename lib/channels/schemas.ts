import { z } from "zod";
import { buildSummarySchema } from "#lib/builds/schemas";
import { channelNameProblem } from "#lib/channels/channel-name-problem";

/**
 * A channel is a tag in the registry too, so it keeps to the grammar of tags (OCI distribution specification), in
 * lower case; and it must not read as a version ("3"), a build ("3.2") or an attempt ("_3.2-attempt-1"), which are
 * tags of their own.
 */
export const channelNameSchema = z
  .string()
  .trim()
  .superRefine((name, context) => {
    const problem = channelNameProblem(name);
    if (problem) context.addIssue({ code: "custom", message: problem });
  });

export const reasonSchema = z.string().trim().max(500, "Keep the reason under 500 characters").default("");

export const channelSchema = z.object({
  name: z.string(),
  build: buildSummarySchema,
  movedAt: z.iso.datetime(),
  movedBy: z.string().nullable().describe("Null where it moved by itself"),
  reason: z.string(),
  automatic: z.boolean().describe("It moves by itself and cannot be moved by hand: latest"),
  uses: z.int().describe("How many uses of projects follow it"),
  pending: z.boolean().describe("The registry's tag does not follow yet"),
  pendingError: z.string().nullable().describe("Why the registry's tag could not follow so far"),
});

export const channelMoveSchema = z.object({
  id: z.uuid(),
  at: z.iso.datetime(),
  by: z.string().nullable().describe("Null where it moved by itself"),
  from: buildSummarySchema.nullable(),
  to: buildSummarySchema,
  reason: z.string(),
});

export const promoteSchema = z.object({
  team: z.string(),
  image: z.string(),
  channel: channelNameSchema,
  build: z.string().describe("Its id, or its tag: 3.2"),
  reason: reasonSchema,
});

export type Channel = z.infer<typeof channelSchema>;
export type ChannelMove = z.infer<typeof channelMoveSchema>;
