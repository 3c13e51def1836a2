import { oc } from "@orpc/contract";
import { z } from "zod";
import { emptySchema } from "#lib/api/contract/base";
import { roleSchema } from "#lib/auth/role-schema";
import {
  addMemberSchema,
  anyTeamSchema,
  createTeamSchema,
  memberSchema,
  teamSchema,
  updateTeamSchema,
} from "#lib/teams/schemas";
import { createdTokenSchema, createTokenSchema, tokenSchema } from "#lib/tokens/schemas";

const tags = ["Teams"];

export const teams = {
  list: oc
    .route({ method: "GET", path: "/teams", tags, summary: "Your teams" })
    .output(z.object({ items: z.array(teamSchema) })),
  create: oc
    .route({ method: "POST", path: "/teams", successStatus: 201, tags, summary: "Create a team and own it" })
    .input(createTeamSchema)
    .output(teamSchema),
  listAll: oc
    .route({ method: "GET", path: "/all-teams", tags, summary: "Every team (administrators)" })
    .output(z.object({ items: z.array(anyTeamSchema) })),
  get: oc
    .route({ method: "GET", path: "/teams/{team}", tags, summary: "One team" })
    .input(z.object({ team: z.string() }))
    .output(anyTeamSchema),
  update: oc
    .route({ method: "PATCH", path: "/teams/{team}", tags, summary: "Change its description (owners)" })
    .input(updateTeamSchema)
    .output(anyTeamSchema),
  delete: oc
    .route({
      method: "DELETE",
      path: "/teams/{team}",
      tags,
      summary: "Delete a team without images and projects (owners)",
    })
    .input(z.object({ team: z.string() }))
    .output(emptySchema),
  listMembers: oc
    .route({ method: "GET", path: "/teams/{team}/members", tags, summary: "Who is in a team" })
    .input(z.object({ team: z.string() }))
    .output(z.object({ items: z.array(memberSchema) })),
  addMember: oc
    .route({
      method: "POST",
      path: "/teams/{team}/members",
      successStatus: 201,
      tags,
      summary: "Add someone who has an account, by e-mail address (owners)",
    })
    .input(addMemberSchema)
    .output(memberSchema),
  updateMember: oc
    .route({
      method: "PATCH",
      path: "/teams/{team}/members/{user}",
      tags,
      summary: "Change someone's role (owners)",
    })
    .input(z.object({ team: z.string(), user: z.string(), role: roleSchema }))
    .output(memberSchema),
  removeMember: oc
    .route({
      method: "DELETE",
      path: "/teams/{team}/members/{user}",
      tags,
      summary: "Remove someone, or leave",
    })
    .input(z.object({ team: z.string(), user: z.string() }))
    .output(emptySchema),
};

export const tokens = {
  list: oc
    .route({ method: "GET", path: "/teams/{team}/tokens", tags, summary: "A team's API tokens" })
    .input(z.object({ team: z.string() }))
    .output(z.object({ items: z.array(tokenSchema) })),
  create: oc
    .route({
      method: "POST",
      path: "/teams/{team}/tokens",
      successStatus: 201,
      tags,
      summary: "Make an API token (owners)",
    })
    .input(createTokenSchema)
    .output(createdTokenSchema),
  revoke: oc
    .route({
      method: "DELETE",
      path: "/teams/{team}/tokens/{id}",
      tags,
      summary: "Revoke a token at once (owners)",
    })
    .input(z.object({ team: z.string(), id: z.string() }))
    .output(emptySchema),
};
