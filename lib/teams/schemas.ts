import { z } from "zod";
import { roleSchema } from "#lib/auth/roles";
import { nameSchema } from "#lib/names/name-schema";

export const teamSchema = z.object({
  id: z.uuid(),
  name: z.string(),
  description: z.string(),
  role: roleSchema.describe("What you are in this team"),
  images: z.int().describe("How many images the team has"),
  members: z.int(),
  createdAt: z.iso.datetime(),
});

export const createTeamSchema = z.object({
  name: nameSchema("team"),
  description: z.string().trim().max(500).default(""),
});

export const memberSchema = z.object({
  id: z.string(),
  name: z.string(),
  email: z.string(),
  role: roleSchema,
  joinedAt: z.iso.datetime(),
});

export const addMemberSchema = z.object({
  team: z.string(),
  email: z.email("This is no e-mail address"),
  name: z.string().trim().max(100).default("").describe("For a new account; the part before @ when empty"),
  role: roleSchema.default("developer"),
});

export const addedMemberSchema = z.object({
  member: memberSchema,
  initialPassword: z
    .string()
    .nullable()
    .describe("Only when the account is new: shown this once, to be handed over in person"),
});

export type Team = z.infer<typeof teamSchema>;
export type Member = z.infer<typeof memberSchema>;
