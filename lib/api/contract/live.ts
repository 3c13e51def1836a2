import { eventIterator, oc } from "@orpc/contract";
import { z } from "zod";
import { buildStatusSchema } from "#lib/builds/schemas";

/** "Look again": what changed, never the change itself. */
export const changeSchema = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("build"),
    team: z.string(),
    image: z.string(),
    build: z.uuid(),
    status: buildStatusSchema,
  }),
  z.object({ kind: z.literal("image"), team: z.string(), image: z.string() }),
  z.object({ kind: z.literal("team"), team: z.string() }),
  z.object({ kind: z.literal("tokens"), team: z.string() }),
  z.object({ kind: z.literal("project"), team: z.string() }),
  z.object({ kind: z.literal("webhooks"), team: z.string() }),
  z.object({ kind: z.literal("notices"), user: z.string().describe("You: told to nobody else") }),
  z.object({ kind: z.literal("baseImages") }),
  z.object({ kind: z.literal("limits") }),
  z.object({ kind: z.literal("workers").describe("A worker came, went, was paused, or told how it is") }),
  z.object({ kind: z.literal("queue").describe("Builds wait less, or longer") }),
  z.object({ kind: z.literal("everything").describe("What came meanwhile is not known any more") }),
]);

export type Change = z.infer<typeof changeSchema>;

export const live = {
  changes: oc
    .route({
      method: "GET",
      path: "/changes",
      tags: ["Instance"],
      summary: "Server-sent events: what to look at again",
    })
    .output(eventIterator(changeSchema)),
};
