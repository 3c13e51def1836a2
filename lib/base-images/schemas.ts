import { z } from "zod";

export const baseImageSchema = z.object({
  id: z.uuid(),
  name: z.string().describe("As people write it in FROM"),
  description: z.string(),
  reference: z.string().describe("Where it really is"),
  digest: z.string().nullable(),
  sizeBytes: z.number().nullable(),
  runtimes: z
    .record(z.string(), z.string())
    .describe("What it says it brings, by runtime: its version; empty until an engine had the image"),
  usedBy: z.int().describe("How many of your images were built on it, as :latest names them"),
  checking: z.boolean().describe("A worker is asking the registry for the digest, or about to"),
  checkedAt: z.iso.datetime().nullable(),
  checkError: z.string().nullable(),
  updatedAt: z.iso.datetime(),
});

export const saveBaseImageSchema = z.object({
  name: z.string().trim().min(1, "Write the name people use in FROM, such as codex-base:latest").max(255),
  reference: z
    .string()
    .trim()
    .min(1, "Write where the image is, such as registry.example.com/base:1")
    .max(500),
  description: z.string().trim().max(500).default(""),
});

export type BaseImage = z.infer<typeof baseImageSchema>;
