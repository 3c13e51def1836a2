import { oc } from "@orpc/contract";
import { z } from "zod";

export const healthSchema = z.object({
  status: z.enum(["ok", "degraded"]),
  database: z.enum(["ok", "unreachable"]),
  workers: z.int().describe("Workers that reported within the last 30 s"),
  queued: z.int(),
  running: z.int(),
  setupRequired: z.boolean().describe("No one has an account yet"),
});

export const health = {
  get: oc
    .route({ method: "GET", path: "/health", tags: ["Instance"], summary: "Is everything there?" })
    .output(healthSchema),
};
