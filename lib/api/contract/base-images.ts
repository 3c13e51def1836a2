import { oc } from "@orpc/contract";
import { z } from "zod";
import { emptySchema } from "#lib/api/contract/base";
import { baseImageSchema, saveBaseImageSchema } from "#lib/base-images/schemas";

const tags = ["Base images"];
const byId = z.object({ id: z.string() });

export const baseImages = {
  list: oc
    .route({ method: "GET", path: "/base-images", tags, summary: "The names that FROM knows" })
    .output(z.object({ items: z.array(baseImageSchema) })),
  create: oc
    .route({
      method: "POST",
      path: "/base-images",
      successStatus: 201,
      tags,
      summary: "Add one (administrators)",
    })
    .input(saveBaseImageSchema)
    .output(baseImageSchema),
  check: oc
    .route({
      method: "POST",
      path: "/base-images/{id}/check",
      successStatus: 202,
      tags,
      summary: "Ask the registry for its digest again",
    })
    .input(byId)
    .output(baseImageSchema),
  delete: oc
    .route({ method: "DELETE", path: "/base-images/{id}", tags, summary: "Remove one (administrators)" })
    .input(byId)
    .output(emptySchema),
};
