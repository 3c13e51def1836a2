import { z } from "zod";
import { buildSummarySchema } from "#lib/builds/schemas";

/** No trimming: a Dockerfile is kept byte for byte. What is wrong in it, checkDockerfile says. */
export const dockerfileSchema = z.string();

export const versionMessageSchema = z
  .string()
  .trim()
  .max(500, "Keep the message under 500 characters")
  .default("");

export const versionSummarySchema = z.object({
  number: z.int(),
  message: z.string(),
  author: z.string().nullable(),
  createdAt: z.iso.datetime(),
  builds: z.int().describe("How many builds it has"),
  lastBuild: buildSummarySchema.nullable(),
});

export const versionSchema = versionSummarySchema.extend({ dockerfile: dockerfileSchema });

export const createVersionSchema = z.object({
  team: z.string(),
  image: z.string(),
  dockerfile: dockerfileSchema,
  message: versionMessageSchema,
  basedOn: z
    .int()
    .positive()
    .optional()
    .describe(
      "The version you edited. If a newer one exists by now, nothing is saved and you are told (409).",
    ),
});

export const createdVersionSchema = z.object({
  version: versionSchema,
  created: z.boolean().describe("False when the Dockerfile is the newest version's, unchanged"),
});

export type VersionSummary = z.infer<typeof versionSummarySchema>;
export type Version = z.infer<typeof versionSchema>;
