import { z } from "zod";

export const activitySchema = z.object({
  id: z.uuid(),
  at: z.iso.datetime(),
  action: z.string().describe("What was done: channel.promote"),
  actor: z.object({ kind: z.enum(["user", "token", "system"]), name: z.string() }),
  text: z.string().describe("The rest of a sentence that begins with the actor's name"),
  path: z.string().nullable().describe("Where it can be seen, from the site's root; null when it is gone"),
});

export type Activity = z.infer<typeof activitySchema>;
