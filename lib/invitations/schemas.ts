import { z } from "zod";
import { emailSchema, passwordSchema, personNameSchema } from "#lib/account/schemas";
import { roleSchema } from "#lib/auth/role-schema";

export const MAX_INVITATION_DAYS = 30;

export const invitationSchema = z.object({
  id: z.uuid(),
  role: roleSchema,
  email: z.string().nullable().describe("Whom it is meant for; whoever has the link may use it"),
  invitedBy: z.string().nullable(),
  createdAt: z.iso.datetime(),
  expiresAt: z.iso.datetime(),
});

export const createInvitationSchema = z.object({
  team: z.string(),
  role: roleSchema.default("developer"),
  email: emailSchema
    .optional()
    .describe("Whom it is meant for; the link is mailed there where mail is set up"),
  expiresInDays: z.int().min(1, "At least 1 day").max(MAX_INVITATION_DAYS, "At most 30 days").default(7),
});

export const createdInvitationSchema = invitationSchema.extend({
  link: z.string().describe("The path on this site that lets one person join, shown this once"),
  mail: z
    .enum(["sent", "failed", "off"])
    .describe("Whether the link was mailed; off without an address, or where no mail is set up"),
});

const code = z.string().max(200);

export const invitationCodeSchema = z.object({ code });

/** What someone who has the link may know of the invitation. */
export const openInvitationSchema = z.object({
  team: z.string(),
  description: z.string().describe("What the team says of itself"),
  role: roleSchema,
  email: z.string().nullable(),
  invitedBy: z.string().nullable(),
  expiresAt: z.iso.datetime(),
});

export const joinWithAccountSchema = z.object({
  code,
  name: personNameSchema,
  email: emailSchema,
  password: passwordSchema,
});

export const joinedSchema = z.object({ team: z.string() });

export type Invitation = z.infer<typeof invitationSchema>;
export type CreatedInvitation = z.infer<typeof createdInvitationSchema>;
export type OpenInvitation = z.infer<typeof openInvitationSchema>;
