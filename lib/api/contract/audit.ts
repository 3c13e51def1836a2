import { oc } from "@orpc/contract";
import { z } from "zod";
import { pageInput, pageOf } from "#lib/api/contract/base";
import {
  auditEventSchema,
  auditFacetsSchema,
  auditFilterSchema,
  exportFormatSchema,
} from "#lib/audit/schemas";

const tags = ["Audit log"];

export const audit = {
  list: oc
    .route({
      method: "GET",
      path: "/audit",
      tags,
      summary: "Who changed what, newest first (maintainers; all of it for administrators)",
    })
    .input(auditFilterSchema.extend(pageInput))
    .output(pageOf(auditEventSchema)),
  facets: oc
    .route({ method: "GET", path: "/audit/facets", tags, summary: "What it can be filtered by" })
    .input(z.object({ team: z.string().optional() }))
    .output(auditFacetsSchema),
  export: oc
    .route({
      method: "GET",
      path: "/audit/export",
      tags,
      summary: "All that the filter finds, as CSV or as a JSON object a line, streamed",
      outputStructure: "detailed",
      spec: (spec) => ({
        ...spec,
        responses: {
          ...spec.responses,
          200: {
            description: "The events, newest first",
            content: {
              "text/csv": { schema: { type: "string" } },
              "application/x-ndjson": { schema: { type: "string" } },
            },
          },
        },
      }),
    })
    .input(auditFilterSchema.extend({ format: exportFormatSchema.default("csv") }))
    .output(z.object({ headers: z.record(z.string(), z.string()), body: z.instanceof(ReadableStream) })),
  get: oc
    .route({ method: "GET", path: "/audit/{id}", tags, summary: "One event" })
    .input(z.object({ id: z.string() }))
    .output(auditEventSchema),
};
