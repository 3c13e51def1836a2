import { z } from "zod";

export const tokenSchema = z.object({
  id: z.uuid(),
  name: z.string(),
  prefix: z.string().describe("The first characters, to recognise it by"),
  createdAt: z.iso.datetime(),
  lastUsedAt: z.iso.datetime().nullable(),
});

export const createTokenSchema = z.object({
  team: z.string(),
  name: z.string().trim().min(1, "Give the token a name, such as where it will be used").max(100),
});

export const createdTokenSchema = tokenSchema.extend({
  token: z.string().describe("The secret, shown this once"),
});

export type Token = z.infer<typeof tokenSchema>;
