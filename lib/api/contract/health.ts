import { oc } from "@orpc/contract";
import { z } from "zod";
import { healthDetailsSchema, instanceProblemSchema } from "#lib/instance/schemas";

export const healthSchema = z.object({
  status: z.enum(["ok", "degraded"]),
  database: z.enum(["ok", "full", "unreachable"]).describe("full: its disk is; what is there can be read"),
  workers: z.int().describe("Workers that reported within the last 30 s"),
  queued: z.int(),
  running: z.int(),
  setupRequired: z.boolean().describe("No one has an account yet"),
  problems: z.array(instanceProblemSchema).describe("What keeps builds from going on, or soon will"),
});

export const health = {
  get: oc
    .route({ method: "GET", path: "/health", tags: ["Instance"], summary: "Is everything there?" })
    .output(healthSchema),
  details: oc
    .route({
      method: "GET",
      path: "/health/details",
      tags: ["Instance"],
      summary: "Database, disks, workers, registry and queue (administrators)",
    })
    .output(healthDetailsSchema),
};
