import { z } from "zod";

export const auditFilterSchema = z.object({
  team: z.string().optional().describe("Without it: all teams whose record you may read"),
  image: z.string().optional().describe("TEAM/IMAGE, by any name it has or had; deleted images too"),
  action: z.string().max(100).optional().describe("channel.promote"),
  actor: z.string().max(100).optional().describe("The id of a person or of a token; system for Bakehouse"),
  from: z.iso.datetime({ offset: true }).optional().describe("At or after this time"),
  to: z.iso.datetime({ offset: true }).optional().describe("Before this time"),
});

export const auditActorSchema = z.object({
  kind: z.enum(["user", "token", "system"]),
  id: z.string().nullable(),
  name: z.string().describe("As they were called then"),
});

export const auditEventSchema = z.object({
  id: z.uuid(),
  at: z.iso.datetime(),
  action: z.string(),
  team: z.string().nullable().describe("Null for what is of no team, or of one that is gone"),
  teamId: z.uuid().nullable(),
  imageId: z.uuid().nullable(),
  target: z.string().describe("What it was done to, as it was called then"),
  actor: auditActorSchema,
  ip: z.string().nullable(),
  userAgent: z.string().nullable(),
  before: z.record(z.string(), z.unknown()).nullable(),
  after: z.record(z.string(), z.unknown()).nullable(),
});

/** What can be chosen to filter by. */
export const auditFacetsSchema = z.object({
  actions: z.array(z.string()),
  actors: z.array(auditActorSchema),
});

export const exportFormatSchema = z.enum(["csv", "ndjson"]);

export type AuditFilter = z.infer<typeof auditFilterSchema>;
export type AuditEvent = z.infer<typeof auditEventSchema>;
export type AuditFacets = z.infer<typeof auditFacetsSchema>;
