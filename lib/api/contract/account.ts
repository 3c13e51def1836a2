import { oc } from "@orpc/contract";
import { z } from "zod";
import { nameSchema } from "#lib/names/name-schema";
import { teamSchema } from "#lib/teams/schemas";

export const meSchema = z.object({
  kind: z.enum(["user", "token"]),
  id: z.string(),
  name: z.string(),
  email: z.string().nullable(),
  isAdmin: z.boolean(),
  teams: z.array(teamSchema),
});

export const account = {
  me: oc
    .route({ method: "GET", path: "/me", tags: ["Instance"], summary: "Who you are and your teams" })
    .output(meSchema),
  setup: oc
    .route({
      method: "POST",
      path: "/setup",
      successStatus: 201,
      tags: ["Instance"],
      summary: "Create the first administrator and team (once, with the code that the start printed)",
    })
    .input(
      z.object({
        code: z.string().trim(),
        name: z.string().trim().min(1, "Write your name").max(100),
        email: z.email("This is no e-mail address"),
        password: z.string().min(10, "Use at least 10 characters").max(128),
        team: nameSchema("team"),
      }),
    )
    .output(z.object({ team: z.string() })),
};

export type Me = z.infer<typeof meSchema>;
