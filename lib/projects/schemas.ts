import { z } from "zod";
import { nameSchema } from "#lib/names/name-schema";
import { USE_NAME } from "#lib/projects/use-name";

export const holdSchema = z.object({
  until: z.iso.datetime({ offset: true }).nullable().describe("Then it follows again; null: for good"),
  reason: z.string(),
});

/** What a use asks for: exactly one of a channel, a version, or a build to be pinned to. */
export const followsSchema = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("channel"), channel: z.string() }),
  z.object({ kind: z.literal("version"), version: z.int() }),
  z.object({ kind: z.literal("build"), build: z.string().describe("3.2") }),
]);

export const givenBuildSchema = z.object({
  id: z.uuid(),
  tag: z.string(),
  reference: z.string(),
  digest: z.string(),
  revoked: z.boolean(),
  revokeReason: z.string().nullable(),
});

export const useSchema = z.object({
  id: z.uuid(),
  team: z.string().describe("The project's"),
  project: z.string(),
  name: z.string(),
  image: z.string().describe("team/image"),
  isVisible: z.boolean().describe("Whether you may see the image"),
  deprecated: z.boolean(),
  follows: followsSchema,
  hold: holdSchema.nullable().describe("It is held at a build although it follows a channel or a version"),
  gets: givenBuildSchema.nullable().describe("What it is given now; null: there is no good build"),
  behind: z
    .object({
      versions: z.int().describe("Newer versions that have a good build"),
      builds: z.int().describe("Newer good builds of the same or a newer version"),
      since: z.iso.datetime().describe("When the first of them was there"),
      newest: z.string().describe("The tag of the newest"),
    })
    .nullable(),
  lastAskedAt: z.iso.datetime().nullable(),
});

export const projectSchema = z.object({
  id: z.uuid(),
  team: z.string(),
  name: z.string(),
  description: z.string(),
  role: z.enum(["viewer", "developer", "maintainer", "owner"]).describe("What you are in its team"),
  createdAt: z.iso.datetime(),
  lastAskedAt: z.iso.datetime().nullable(),
  uses: z.array(useSchema),
});

export const createProjectSchema = z.object({
  team: z.string(),
  name: nameSchema("project"),
  description: z.string().trim().max(500, "Keep the description under 500 characters").default(""),
});

export const saveUseSchema = z.object({
  team: z.string(),
  project: z.string(),
  use: z.string().trim().regex(USE_NAME.pattern, USE_NAME.problem),
  image: z
    .string()
    .regex(/^[^/]+\/[^/]+$/, "Write it as team/image")
    .describe("team/image"),
  follows: followsSchema,
  hold: z
    .object({
      build: z.string().describe("The build to be held at: its id, or its tag"),
      until: z.iso.datetime({ offset: true }),
      reason: z.string().trim().min(1, "Say why, for those who wonder later").max(500),
    })
    .nullable()
    .default(null),
});

export const resolvedImageSchema = z.object({
  project: z.string().describe("team/project"),
  use: z.string(),
  image: z.string().describe("team/image"),
  tag: z.string().describe("3.2: the tag that never moves"),
  reference: z.string().describe("What `docker pull` takes, by digest"),
  digest: z.string(),
  sizeBytes: z.number().nullable(),
  platform: z.string().nullable(),
  hold: holdSchema.nullable(),
  deprecated: z.string().nullable().describe("Why it should not be used any more"),
});

export const useDaySchema = z.object({ day: z.iso.date(), use: z.string(), count: z.int() });

export type Follows = z.infer<typeof followsSchema>;
export type Use = z.infer<typeof useSchema>;
export type Project = z.infer<typeof projectSchema>;
export type ResolvedImage = z.infer<typeof resolvedImageSchema>;
