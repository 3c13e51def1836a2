import { openapiDocument } from "#lib/api/openapi";

export const dynamic = "force-dynamic";

export async function GET(): Promise<Response> {
  return Response.json(await openapiDocument());
}
