import type { Metadata } from "next";
import { z } from "zod";
import { ApiPage } from "#components/api-reference/api-page";
import { readReference, type Schema } from "#components/api-reference/reference";
import { openapiDocument } from "#lib/api/openapi";
import { problemSchema } from "#lib/api/problem-schema";
import { webhookPayloadSchema } from "#lib/webhooks/schemas";

export const metadata: Metadata = { title: "API" };

interface PageProps {
  searchParams: Promise<{ group?: string | string[] }>;
}

/** The document has some 400 KB: the browser gets the names of all operations, and one part of the rest. */
export default async function Page({ searchParams }: PageProps) {
  const asked = [(await searchParams).group].flat()[0];
  const groups = readReference(await openapiDocument());
  const group = groups.find(({ id }) => id === asked) ?? null;
  return (
    <ApiPage
      index={groups.map(({ id, title, operations }) => ({
        id,
        title,
        operations: operations.map(({ id, method, path, summary, who }) => ({
          id,
          method,
          path,
          summary,
          who,
        })),
      }))}
      group={group}
      problem={group ? null : toSchema(problemSchema)}
      webhookPayload={group?.id === "webhooks" ? toSchema(webhookPayloadSchema) : null}
    />
  );
}

/** What zod makes carries methods, which do not cross to the browser. */
function toSchema(schema: z.ZodType): Schema {
  return JSON.parse(JSON.stringify(z.toJSONSchema(schema, { target: "draft-2020-12" })));
}
