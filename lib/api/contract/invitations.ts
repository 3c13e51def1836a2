import { oc } from "@orpc/contract";
import { z } from "zod";
import { emptySchema } from "#lib/api/contract/base";
import {
  createdInvitationSchema,
  createInvitationSchema,
  invitationCodeSchema,
  invitationSchema,
  joinedSchema,
  joinWithAccountSchema,
  openInvitationSchema,
} from "#lib/invitations/schemas";

const tags = ["Invitations"];

export const invitations = {
  list: oc
    .route({
      method: "GET",
      path: "/teams/{team}/invitations",
      tags,
      summary: "A team's invitations that can still be used (owners)",
    })
    .input(z.object({ team: z.string() }))
    .output(z.object({ items: z.array(invitationSchema) })),
  create: oc
    .route({
      method: "POST",
      path: "/teams/{team}/invitations",
      successStatus: 201,
      tags,
      summary: "Invite one person to a team by a link, or by mail too (owners)",
    })
    .input(createInvitationSchema)
    .output(createdInvitationSchema),
  revoke: oc
    .route({
      method: "DELETE",
      path: "/teams/{team}/invitations/{id}",
      tags,
      summary: "Take an invitation back (owners)",
    })
    .input(z.object({ team: z.string(), id: z.string() }))
    .output(emptySchema),
  get: oc
    .route({
      method: "GET",
      path: "/invitations/{code}",
      tags,
      summary: "What an invitation is for, for whoever has its link",
    })
    .input(invitationCodeSchema)
    .output(openInvitationSchema),
  accept: oc
    .route({
      method: "POST",
      path: "/invitations/{code}/accept",
      tags,
      summary: "Join the team as who you are signed in as",
    })
    .input(invitationCodeSchema)
    .output(joinedSchema),
  joinWithAccount: oc
    .route({
      method: "POST",
      path: "/invitations/{code}/account",
      successStatus: 201,
      tags,
      summary: "Make an account and join the team with it",
    })
    .input(joinWithAccountSchema)
    .output(joinedSchema),
};
