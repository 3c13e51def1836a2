import { oc } from "@orpc/contract";
import { z } from "zod";
import { emptySchema, pageInput, pageOf } from "#lib/api/contract/base";
import {
  createProjectSchema,
  projectSchema,
  resolvedImageSchema,
  saveUseSchema,
  useDaySchema,
} from "#lib/projects/schemas";

const tags = ["Projects"];
const PATH = "/projects/{team}/{project}";
const byName = { team: z.string(), project: z.string() };

export const projects = {
  list: oc
    .route({ method: "GET", path: "/projects", tags, summary: "Projects of your teams, by name" })
    .input(
      z.object({
        ...pageInput,
        team: z.string().optional(),
        q: z.string().trim().max(200).default("").describe("Words in the name or team"),
      }),
    )
    .output(pageOf(projectSchema)),
  create: oc
    .route({
      method: "POST",
      path: "/projects/{team}",
      successStatus: 201,
      tags,
      summary: "Create a project (maintainers)",
    })
    .input(createProjectSchema)
    .output(projectSchema),
  get: oc
    .route({
      method: "GET",
      path: PATH,
      tags,
      summary: "One project, and what each of its uses is given now",
    })
    .input(z.object(byName))
    .output(projectSchema),
  update: oc
    .route({ method: "PATCH", path: PATH, tags, summary: "Change its description (maintainers)" })
    .input(z.object({ ...byName, description: z.string().trim().max(500) }))
    .output(projectSchema),
  delete: oc
    .route({ method: "DELETE", path: PATH, tags, summary: "Delete it with its uses (maintainers)" })
    .input(z.object(byName))
    .output(emptySchema),
  saveUse: oc
    .route({
      method: "PUT",
      path: `${PATH}/uses/{use}`,
      tags,
      summary: "Say which image a use gets: a channel, a version, or one build (maintainers)",
    })
    .input(saveUseSchema)
    .output(projectSchema),
  removeUse: oc
    .route({ method: "DELETE", path: `${PATH}/uses/{use}`, tags, summary: "Remove a use (maintainers)" })
    .input(z.object({ ...byName, use: z.string() }))
    .output(projectSchema),
  listDays: oc
    .route({
      method: "GET",
      path: `${PATH}/days`,
      tags,
      summary: "How often it asked for its images, by day",
    })
    .input(z.object({ ...byName, days: z.coerce.number().int().min(1).max(366).default(30) }))
    .output(z.object({ items: z.array(useDaySchema) })),
  resolve: oc
    .route({
      method: "GET",
      path: `${PATH}/image`,
      tags,
      summary: "What the project is to start from now: for sandboxes, when they boot",
      description:
        "With `If-None-Match` and the `ETag` of an earlier answer, 304 while nothing has changed. 410 when what it would be given was revoked: `details` then has the reason and the replacement.",
      outputStructure: "detailed",
    })
    .input(z.object({ ...byName, use: z.string().default("default") }))
    .output(
      z.union([
        z.object({
          status: z.literal(200),
          headers: z.record(z.string(), z.string()),
          body: resolvedImageSchema,
        }),
        z.object({ status: z.literal(304), headers: z.record(z.string(), z.string()) }),
      ]),
    ),
};
