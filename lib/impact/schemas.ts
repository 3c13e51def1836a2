import { z } from "zod";

export const impactInputSchema = z.object({
  team: z.string(),
  image: z.string(),
  change: z.enum(["promote", "rollBack", "revoke", "deprecate", "delete", "unshare", "move"]),
  channel: z.string().optional().describe("For promote and rollBack"),
  build: z.string().optional().describe("For promote and revoke: its id, or its tag"),
  keepChannels: z
    .stringbool()
    .default(false)
    .describe("For revoke: leave channels at the revoked build instead of moving them back"),
  fromTeam: z
    .string()
    .optional()
    .describe("For unshare: the team that may no longer use it; none for everyone"),
});

const outcomeSchema = z.object({
  before: z.string().nullable().describe("The build it is given now, as a tag; null: none"),
  after: z.string().nullable(),
  changes: z.boolean(),
});

export const impactSchema = z.object({
  to: z
    .string()
    .nullable()
    .describe("For promote, rollBack and revoke: the build that channels then point to"),
  channels: z.array(z.string()).describe("Channels that move"),
  uses: z.array(
    outcomeSchema.extend({
      team: z.string(),
      project: z.string(),
      use: z.string(),
      follows: z.string().describe("A channel, a version, or the build it is pinned to or held at"),
      isHeld: z.boolean(),
      lastAskedAt: z.iso.datetime().nullable(),
    }),
  ),
  children: z
    .array(
      outcomeSchema.extend({ team: z.string(), image: z.string(), from: z.string().describe("Its FROM") }),
    )
    .describe("Images built on this one: what their next build would stand on"),
  move: z
    .object({
      sharedWith: z
        .string()
        .nullable()
        .describe(
          "The team it leaves, which is let use it on: its projects use it or its images are built on it",
        ),
      silentWebhooks: z
        .int()
        .describe(
          "How many webhooks of the team it leaves are of this image alone: they are told nothing more",
        ),
    })
    .nullable()
    .describe("For move, to another team; null for every other change"),
});

export type ImpactInput = z.infer<typeof impactInputSchema>;
export type Impact = z.infer<typeof impactSchema>;
