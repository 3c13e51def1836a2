import { z } from "zod";
import { buildStatusSchema, buildSummarySchema } from "#lib/builds/schemas";
import { nameSchema } from "#lib/names/name-schema";
import { dockerfileSchema, versionMessageSchema } from "#lib/versions/schemas";

export const imageSummarySchema = z.object({
  id: z.uuid(),
  team: z.string(),
  name: z.string(),
  description: z.string(),
  versions: z.int().describe("The number of the newest version"),
  createdAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
  lastBuild: buildSummarySchema.nullable().describe("The newest build, whatever became of it"),
  latest: buildSummarySchema.nullable().describe("The build that :latest names"),
});

export const imageSchema = imageSummarySchema.extend({
  createdBy: z.string().nullable(),
  repository: z.string().describe("registry/team/image, without tag"),
  role: z.enum(["owner", "member"]).describe("What you are in its team"),
});

export const imageSortSchema = z.enum(["updated", "name"]);

export const listImagesSchema = z.object({
  q: z.string().trim().max(200).default("").describe("Words in the name, team or description"),
  team: z.string().optional(),
  status: buildStatusSchema
    .or(z.literal("never"))
    .optional()
    .describe("Of the newest build; never: not built"),
  sort: imageSortSchema.default("updated"),
  cursor: z.string().max(500).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(50),
});

export const createImageSchema = z.object({
  team: z.string(),
  name: nameSchema("image"),
  description: z.string().trim().max(500, "Keep the description under 500 characters").default(""),
  dockerfile: dockerfileSchema,
  message: versionMessageSchema,
});

export const updateImageSchema = z.object({
  team: z.string(),
  image: z.string(),
  description: z.string().trim().max(500, "Keep the description under 500 characters"),
});

export type ImageSummary = z.infer<typeof imageSummarySchema>;
export type Image = z.infer<typeof imageSchema>;
