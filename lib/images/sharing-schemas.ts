import { z } from "zod";
import { buildSummarySchema } from "#lib/builds/schemas";
import { nameSchema } from "#lib/names/name-schema";

export const accessSchema = z
  .enum(["use", "edit"])
  .describe("use: see it, use it, build on it; edit: save versions and build them too");

export const shareSchema = z.object({
  team: z.string(),
  access: accessSchema,
  since: z.iso.datetime(),
  uses: z.int().describe("How many uses of that team's projects it has"),
});

export const deprecateSchema = z.object({
  team: z.string(),
  image: z.string(),
  message: z.string().trim().min(1, "Say why, and what to do instead").max(500),
  replacement: z
    .string()
    .regex(/^[^/]+\/[^/]+$/, "Write it as team/image")
    .nullable()
    .default(null)
    .describe("The image to use instead: team/image"),
  date: z.iso.date().nullable().default(null).describe("After this day nobody should use it any more"),
});

export const renameSchema = z.object({
  team: z.string(),
  image: z.string(),
  toTeam: z.string().optional().describe("The team to move it to"),
  name: nameSchema("image").optional().describe("The name it gets"),
});

export const forkSchema = z.object({
  team: z.string(),
  image: z.string(),
  version: z.int().positive().optional().describe("The newest by default"),
  toTeam: z.string(),
  name: nameSchema("image"),
});

export const lineageSchema = z.object({
  forkedFrom: z
    .object({
      image: z.string().nullable().describe("team/image; null: you may not see it"),
      version: z.int().describe("The newest of its versions that this one has taken over"),
      newest: z.int(),
      behind: z.int().describe("How many of its versions are not taken over"),
    })
    .nullable(),
  forks: z.array(z.object({ image: z.string(), version: z.int(), behind: z.int() })),
  children: z.array(z.object({ image: z.string(), from: z.string() })).describe("Images built on this one"),
});

export const similarSchema = z.object({
  image: z.string(),
  description: z.string(),
  latest: buildSummarySchema.nullable(),
  uses: z.int(),
  deprecated: z.boolean(),
  sameBase: z.boolean(),
  shared: z.array(z.string()).describe("Packages that both declare"),
  missing: z.array(z.string()).describe("Packages that yours declares and it does not"),
  extra: z.array(z.string()).describe("Packages that it declares and yours does not"),
});

export type Share = z.infer<typeof shareSchema>;
export type Lineage = z.infer<typeof lineageSchema>;
export type SimilarImage = z.infer<typeof similarSchema>;
