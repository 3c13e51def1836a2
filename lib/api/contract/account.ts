import { oc } from "@orpc/contract";
import { z } from "zod";
import {
  changePasswordSchema,
  credentialsSchema,
  emailSchema,
  passwordSchema,
  personNameSchema,
  sessionSchema,
  signInOptionsSchema,
} from "#lib/account/schemas";
import { emptySchema } from "#lib/api/contract/base";
import { nameSchema } from "#lib/names/name-schema";
import { teamSchema } from "#lib/teams/schemas";
import { createdTokenSchema, createPersonalTokenSchema, tokenSchema } from "#lib/tokens/schemas";

const tags = ["Account"];

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
        name: personNameSchema,
        email: emailSchema,
        password: passwordSchema.optional().describe("Needed unless passwords are off here"),
        team: nameSchema("team"),
      }),
    )
    .output(z.object({ team: z.string() })),
  signInOptions: oc
    .route({
      method: "GET",
      path: "/sign-in-options",
      tags: ["Instance"],
      summary: "How people sign in here",
    })
    .output(signInOptionsSchema),
  credentials: oc
    .route({ method: "GET", path: "/account/credentials", tags, summary: "How you can sign in" })
    .output(credentialsSchema),
  changeName: oc
    .route({ method: "PATCH", path: "/account", tags, summary: "Change your name" })
    .input(z.object({ name: personNameSchema }))
    .output(z.object({ name: z.string() })),
  changePassword: oc
    .route({
      method: "POST",
      path: "/account/password",
      tags,
      summary: "Change your password; every other session ends",
    })
    .input(changePasswordSchema)
    .output(z.object({ ended: z.int() })),
  listSessions: oc
    .route({ method: "GET", path: "/account/sessions", tags, summary: "Where you are signed in" })
    .output(z.object({ items: z.array(sessionSchema) })),
  endSession: oc
    .route({ method: "DELETE", path: "/account/sessions/{id}", tags, summary: "End one of your sessions" })
    .input(z.object({ id: z.string() }))
    .output(emptySchema),
  endOtherSessions: oc
    .route({
      method: "DELETE",
      path: "/account/sessions",
      tags,
      summary: "End all of your sessions but this one",
    })
    .output(z.object({ ended: z.int() })),
  listTokens: oc
    .route({ method: "GET", path: "/account/tokens", tags, summary: "Your own API tokens" })
    .output(z.object({ items: z.array(tokenSchema) })),
  createToken: oc
    .route({
      method: "POST",
      path: "/account/tokens",
      successStatus: 201,
      tags,
      summary: "Make a token that acts as you in all your teams",
    })
    .input(createPersonalTokenSchema)
    .output(createdTokenSchema),
  revokeToken: oc
    .route({
      method: "DELETE",
      path: "/account/tokens/{id}",
      tags,
      summary: "Revoke a token of yours at once",
    })
    .input(z.object({ id: z.string() }))
    .output(emptySchema),
};

export type Me = z.infer<typeof meSchema>;
