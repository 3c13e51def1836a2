import { z } from "zod";
import { roleSchema } from "#lib/auth/role-schema";
import { buildStatusSchema, buildSummarySchema } from "#lib/builds/schemas";
import { nameSchema } from "#lib/names/name-schema";
import { dockerfileSchema, versionMessageSchema } from "#lib/versions/schemas";

export const visibilitySchema = z
  .enum(["team", "organisation"])
  .describe("organisation: everyone who can sign in may see and use it");

export const imageSummarySchema = z.object({
  id: z.uuid(),
  team: z.string(),
  name: z.string(),
  description: z.string(),
  versions: z.int().describe("The number of the newest version"),
  createdAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
  lastBuild: buildSummarySchema.nullable().describe("The newest build, whatever became of it"),
  visibility: visibilitySchema,
  packages: z
    .array(z.string())
    .describe("What the newest Dockerfile declares to install: apt:ffmpeg, npm:typescript"),
  uses: z.int().describe("How many uses of projects it has"),
  deprecated: z
    .object({
      at: z.iso.datetime(),
      message: z.string(),
      date: z.iso.date().nullable().describe("After this day nobody should use it any more"),
      replacement: z.string().nullable().describe("Use this one instead: team/image"),
    })
    .nullable(),
  latest: buildSummarySchema.nullable().describe("The build that :latest names"),
  role: roleSchema.describe("What you may do with it: your role in its team, or what a share gives you"),
});

export const imageSchema = imageSummarySchema.extend({
  createdBy: z.string().nullable(),
  repository: z.string().describe("registry/team/image, without tag"),
  needs: z
    .object({ platform: z.string().nullable(), labels: z.array(z.string()) })
    .describe("What its builds need of a worker"),
});

const labelSchema = z
  .string()
  .regex(
    /^[a-z0-9][a-z0-9._-]*$/,
    "A label has a-z, 0-9, “.”, “_” and “-”, and begins with a letter or digit",
  )
  .max(60, "Use at most 60 characters");

export const platformSchema = z
  .string()
  .regex(
    /^[a-z0-9]+\/[a-z0-9]+(\/[a-z0-9.]+)?$/,
    "Write a platform as linux/amd64: an operating system, a slash, an architecture",
  )
  .max(60, "Use at most 60 characters");

export const setNeedsSchema = z.object({
  team: z.string(),
  image: z.string(),
  platform: platformSchema.nullable().describe("As “linux/arm64”; null for any"),
  labels: z.array(labelSchema).max(20, "Use at most 20 labels").describe("All of these a worker must have"),
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
  limit: z.coerce.number().int().min(1).max(100).default(30),
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
