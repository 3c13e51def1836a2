import { oc } from "@orpc/contract";
import { z } from "zod";
import { buildSchema } from "#lib/builds/schemas";
import { offersSchema, queuePlaceSchema, queueSchema } from "#lib/queue/schemas";

const tags = ["Queue"];
const byId = z.object({ id: z.string() });

export const queue = {
  list: oc
    .route({ method: "GET", path: "/queue", tags, summary: "What waits for a worker, in order" })
    .input(z.object({ limit: z.coerce.number().int().min(1).max(200).default(100) }))
    .output(queueSchema),
  place: oc
    .route({
      method: "GET",
      path: "/builds/{id}/queue",
      tags,
      summary: "A build's place in the queue, about when it begins, and why it waits",
    })
    .input(byId)
    .output(queuePlaceSchema),
  raise: oc
    .route({
      method: "POST",
      path: "/builds/{id}/raise",
      tags,
      summary: "Put it first among its team's (maintainers)",
    })
    .input(byId)
    .output(buildSchema),
  lower: oc
    .route({ method: "POST", path: "/builds/{id}/lower", tags, summary: "Take that back (maintainers)" })
    .input(byId)
    .output(buildSchema),
  offers: oc
    .route({
      method: "GET",
      path: "/queue/offers",
      tags,
      summary: "Platforms and labels of the workers: what an image's builds can ask for",
    })
    .output(offersSchema),
};
