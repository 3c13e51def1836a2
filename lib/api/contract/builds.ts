import { eventIterator, oc } from "@orpc/contract";
import { z } from "zod";
import { imageInput, pageInput, pageOf } from "#lib/api/contract/base";
import {
  buildEventSchema,
  buildSchema,
  buildStatusSchema,
  buildSummarySchema,
  logLineSchema,
} from "#lib/builds/schemas";

const tags = ["Builds"];
const byId = z.object({ id: z.string() });

export const builds = {
  request: oc
    .route({
      method: "POST",
      path: "/teams/{team}/images/{image}/builds",
      successStatus: 202,
      tags,
      summary: "Build a version; returns the queued build if it is queued already",
    })
    .input(
      z.object({ ...imageInput, version: z.int().positive().optional().describe("The newest by default") }),
    )
    .output(buildSchema),
  listOfImage: oc
    .route({
      method: "GET",
      path: "/teams/{team}/images/{image}/builds",
      tags,
      summary: "Its builds, newest first",
    })
    .input(z.object({ ...imageInput, ...pageInput, version: z.coerce.number().int().positive().optional() }))
    .output(pageOf(buildSummarySchema)),
  list: oc
    .route({ method: "GET", path: "/builds", tags, summary: "Builds of all your teams, newest first" })
    .input(z.object({ ...pageInput, team: z.string().optional(), status: buildStatusSchema.optional() }))
    .output(pageOf(buildSummarySchema)),
  get: oc
    .route({ method: "GET", path: "/builds/{id}", tags, summary: "One build" })
    .input(byId)
    .output(buildSchema),
  cancel: oc
    .route({ method: "POST", path: "/builds/{id}/cancel", successStatus: 202, tags, summary: "Stop it" })
    .input(byId)
    .output(buildSchema),
  revoke: oc
    .route({
      method: "POST",
      path: "/builds/{id}/revoke",
      tags,
      summary: "Say that nobody is to use it any more (maintainers)",
    })
    .input(
      byId.extend({
        reason: z.string().trim().min(1, "Say why, for those who are refused it").max(500),
        keepChannels: z
          .boolean()
          .default(false)
          .describe("Leave channels at it, instead of moving them back; latest always moves"),
      }),
    )
    .output(buildSchema),
  restore: oc
    .route({
      method: "POST",
      path: "/builds/{id}/restore",
      tags,
      summary: "Take a revocation back (maintainers)",
    })
    .input(byId)
    .output(buildSchema),
  log: oc
    .route({
      method: "GET",
      path: "/builds/{id}/log",
      tags,
      summary: "The whole log as text",
      outputStructure: "detailed",
      spec: (spec) => ({
        ...spec,
        responses: {
          ...spec.responses,
          200: { description: "The log", content: { "text/plain": { schema: { type: "string" } } } },
        },
      }),
    })
    .input(
      byId.extend({
        // A body once begun cannot become an error: more than the database can count to is refused here.
        step: z.coerce.number().int().min(0).max(2_147_483_647).optional(),
        raw: z.stringbool().default(false).describe("Keep ANSI sequences and overwritten progress lines"),
      }),
    )
    .output(z.object({ headers: z.record(z.string(), z.string()), body: z.instanceof(ReadableStream) })),
  lines: oc
    .route({
      method: "GET",
      path: "/builds/{id}/steps/{step}/lines",
      tags,
      summary: "A range of a step's log lines",
    })
    .input(
      byId.extend({
        step: z.coerce.number().int().min(0),
        from: z.coerce.number().int().min(1).default(1),
        limit: z.coerce.number().int().min(1).max(2000).default(500),
      }),
    )
    .output(z.object({ items: z.array(logLineSchema), total: z.int() })),
  search: oc
    .route({ method: "GET", path: "/builds/{id}/search", tags, summary: "Find text in the log" })
    .input(
      byId.extend({
        q: z.string().min(1).max(200),
        limit: z.coerce.number().int().min(1).max(1000).default(200),
      }),
    )
    .output(z.object({ items: z.array(logLineSchema.extend({ step: z.int() })), more: z.boolean() })),
  follow: oc
    .route({
      method: "GET",
      path: "/builds/{id}/events",
      tags,
      summary: "Server-sent events: state, step, log",
      description:
        "Each event's data has a `type`. Resumes after `Last-Event-ID` (or `after`); ends when the build has ended and all was sent. After a break, a batch can come again: steps go by their index, lines by their number.",
    })
    .input(
      byId.extend({
        after: z.coerce.number().int().min(0).optional().describe("A build's `revision`; 0 for all"),
      }),
    )
    .output(eventIterator(buildEventSchema)),
};
