import { oc } from "@orpc/contract";
import { z } from "zod";
import { emptySchema } from "#lib/api/contract/base";
import { updateWorkerSchema, wholeWorkerSchema, workerSchema } from "#lib/workers/schemas";

const tags = ["Workers"];
const byName = z.object({ name: z.string() });

export const workers = {
  list: oc
    .route({
      method: "GET",
      path: "/workers",
      tags,
      summary: "Those who build, and those gone within a week",
    })
    .output(z.object({ items: z.array(workerSchema) })),
  get: oc
    .route({ method: "GET", path: "/workers/{name}", tags, summary: "A worker, with what it built lately" })
    .input(byName)
    .output(wholeWorkerSchema),
  update: oc
    .route({
      method: "PATCH",
      path: "/workers/{name}",
      tags,
      summary: "Pause it, drain it, or let it take builds again (administrators)",
    })
    .input(updateWorkerSchema)
    .output(wholeWorkerSchema),
  forget: oc
    .route({
      method: "DELETE",
      path: "/workers/{name}",
      tags,
      summary: "Take one that is gone off the list (administrators)",
    })
    .input(byName)
    .output(emptySchema),
};
