import { OpenAPIGenerator } from "@orpc/openapi";
import { ZodToJsonSchemaConverter } from "@orpc/zod/zod4";
import { z } from "zod";
import { contract } from "#lib/api/contract/contract";
import { problemSchema } from "#lib/api/problem-schema";

const generator = new OpenAPIGenerator({ schemaConverters: [new ZodToJsonSchemaConverter()] });

type Document = Awaited<ReturnType<typeof generator.generate>>;
let document: Promise<Document> | undefined;

/** The API's OpenAPI 3.1 document, made from the contract. */
export function openapiDocument(): Promise<Document> {
  document ??= generate();
  return document;
}

async function generate(): Promise<Document> {
  const generated = await generator.generate(contract, {
    info: {
      title: "Bakehouse",
      version: "1",
      description: "Define, share and version sandbox images. Errors are problem details (RFC 9457).",
    },
    servers: [{ url: "/api/v1" }],
    security: [{ token: [] }, { session: [] }],
    components: {
      securitySchemes: {
        token: { type: "http", scheme: "bearer", description: "A team's or a person's API token" },
        session: { type: "apiKey", in: "cookie", name: "bakehouse.session_token" },
      },
    },
  });
  const problem = z.toJSONSchema(problemSchema, { target: "draft-2020-12" });
  const failure = {
    description: "A problem: its `detail` says what was wrong and what to do next",
    content: { "application/problem+json": { schema: problem as object } },
  };
  for (const methods of Object.values(generated.paths ?? {})) {
    for (const operation of Object.values(methods ?? {})) {
      if (typeof operation === "object" && "responses" in operation && operation.responses) {
        operation.responses.default = failure;
      }
    }
  }
  return generated;
}
