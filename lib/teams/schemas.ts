import { z } from "zod";
import { emailSchema } from "#lib/account/schemas";
import { roleSchema } from "#lib/auth/role-schema";
import { nameSchema } from "#lib/names/name-schema";

const descriptionSchema = z.string().trim().max(500, "Use at most 500 characters");

export const teamSchema = z.object({
  id: z.uuid(),
  name: z.string(),
  description: z.string(),
  role: roleSchema.describe("What you are in this team"),
  images: z.int().describe("How many images the team has"),
  members: z.int(),
  createdAt: z.iso.datetime(),
});

/** As administrators see it, who need not be in it. */
export const anyTeamSchema = teamSchema.extend({
  role: roleSchema
    .nullable()
    .describe("What you are in this team; null for an administrator who is not in it"),
});

export const createTeamSchema = z.object({
  name: nameSchema("team"),
  description: descriptionSchema.default(""),
});

export const updateTeamSchema = z.object({ team: z.string(), description: descriptionSchema });

export const memberSchema = z.object({
  id: z.string(),
  name: z.string(),
  email: z.string(),
  role: roleSchema,
  joinedAt: z.iso.datetime(),
});

export const addMemberSchema = z.object({
  team: z.string(),
  email: emailSchema,
  role: roleSchema.default("developer"),
});

export type Team = z.infer<typeof teamSchema>;
export type AnyTeam = z.infer<typeof anyTeamSchema>;
export type Member = z.infer<typeof memberSchema>;
