import { z } from "zod";
import { roleSchema } from "#lib/auth/role-schema";

export const tokenSchema = z.object({
  id: z.uuid(),
  name: z.string(),
  role: roleSchema.describe("The most it may do"),
  prefix: z.string().describe("The first characters, to recognise it by"),
  createdBy: z.string().nullable(),
  createdAt: z.iso.datetime(),
  expiresAt: z.iso.datetime().nullable(),
  lastUsedAt: z.iso.datetime().nullable(),
});

/** Of one's own: it acts as its maker in all their teams. */
export const createPersonalTokenSchema = z.object({
  name: z.string().trim().min(1, "Give the token a name, such as where it will be used").max(100),
  role: roleSchema.default("developer").describe("The most it may do, and never more than its maker"),
  expiresInDays: z
    .int()
    .min(1, "At least 1 day")
    .max(365, "At most 365 days")
    .nullable()
    .default(90)
    .describe("Null for one that never expires"),
});

export const createTokenSchema = createPersonalTokenSchema.extend({ team: z.string() });

export const createdTokenSchema = tokenSchema.extend({
  token: z.string().describe("The secret, shown this once"),
});

export type Token = z.infer<typeof tokenSchema>;
export type CreatedToken = z.infer<typeof createdTokenSchema>;
