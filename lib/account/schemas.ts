import { z } from "zod";

export const personNameSchema = z
  .string()
  .trim()
  .min(1, "Write your name")
  .max(100, "Use at most 100 characters")
  .regex(/^\P{Cc}*$/u, "Write it on one line");

export const passwordSchema = z
  .string()
  .min(10, "Use at least 10 characters")
  .max(128, "Use at most 128 characters");

export const emailSchema = z.email("This is no e-mail address").max(254);

export const sessionSchema = z.object({
  id: z.string(),
  isCurrent: z.boolean().describe("The session that asks"),
  createdAt: z.iso.datetime(),
  ipAddress: z.string().nullable(),
  userAgent: z.string().nullable(),
});

export const changePasswordSchema = z.object({ current: z.string().max(128), next: passwordSchema });

export const signInOptionsSchema = z.object({
  password: z.boolean().describe("Whether one can sign in by password"),
  oidc: z.string().nullable().describe("The name of the OpenID Connect provider, or null"),
});

export const credentialsSchema = z.object({
  password: z.boolean().describe("Whether you have a password that you can sign in with"),
  provider: z
    .object({ name: z.string(), connected: z.boolean() })
    .nullable()
    .describe("The OpenID Connect provider, and whether you can sign in with it"),
});

export type Session = z.infer<typeof sessionSchema>;
export type Credentials = z.infer<typeof credentialsSchema>;
