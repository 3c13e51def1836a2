import { z } from "zod";

export const useFileSchema = z.object({
  path: z.string().describe("Where the text goes"),
  text: z.string(),
});

export const useTabSchema = z.object({
  id: z.string(),
  title: z.string(),
  language: z.string().describe("Of the first file: shell, yaml, json, hcl, markdown"),
  files: z.array(useFileSchema),
  notes: z.array(z.string()).describe("What to know before it is used, one sentence or two each"),
});

export const agentsGuideSchema = z.object({
  image: z.string().describe("team/image"),
  build: z.string().describe("3.2"),
  reference: z.string().describe("By digest"),
  follows: z.string().nullable(),
  base: z.string().nullable().describe("As the Dockerfile names it"),
  runtimes: z.record(z.string(), z.string()),
  packages: z
    .array(
      z.object({ ecosystem: z.string(), name: z.string(), version: z.string().nullable(), line: z.int() }),
    )
    .describe("What the Dockerfile declares to install on top of the base"),
  env: z.record(z.string(), z.string()),
  workdir: z.string(),
  user: z.string(),
  entrypoint: z.array(z.string()).nullable(),
  cmd: z.array(z.string()).nullable(),
  ports: z.array(z.string()),
  platform: z.string().nullable(),
  use: z.object({ pull: z.string(), newest: z.string().describe("The request that answers what is newest") }),
  avoid: z.array(z.string()),
});

export const getUseImageSchema = z
  .object({
    team: z.string(),
    image: z.string(),
    channel: z.string().max(128).optional().describe("The texts follow it, by its tag"),
    version: z.coerce.number().int().positive().optional().describe("The texts follow its newest good build"),
    build: z.string().max(64).optional().describe("Its id or tag (3.2): the texts name it by digest"),
    origin: z
      .url({ protocol: /^https?$/ })
      .optional()
      .describe("Where you reach Bakehouse; taken where BAKEHOUSE_URL is not set"),
  })
  .refine(
    ({ channel, version, build }) =>
      [channel, version, build].filter((given) => given !== undefined).length <= 1,
    "Ask for a channel, a version or a build, not for several of them",
  );

export const useImageSchema = z.object({
  reference: z.string().describe("What the texts name"),
  pinned: z.string().describe("The same image by digest"),
  digest: z.string(),
  build: z.string().describe("The build it is now: 3.2"),
  follows: z.string().nullable().describe("channel stable, version 3; null: it never changes"),
  tabs: z.array(useTabSchema),
  agents: agentsGuideSchema,
});

export type UseTab = z.infer<typeof useTabSchema>;
export type AgentsGuide = z.infer<typeof agentsGuideSchema>;
export type UseImage = z.infer<typeof useImageSchema>;
