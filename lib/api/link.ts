import { ORPCError } from "@orpc/client";
import { ClientRetryPlugin, type ClientRetryPluginContext } from "@orpc/client/plugins";
import { OpenAPILink } from "@orpc/openapi-client/fetch";
import type { contract } from "#lib/api/contract/contract";
import { isProblem, PROBLEM_TYPE } from "#lib/api/problem";
import routes from "./routes.json" with { type: "json" };

/**
 * The contract's routes, without the schemas that only the server checks by: those would be half of what a browser loads
 * before a page answers. A test holds them against the contract.
 */
const minified = routes as unknown as typeof contract;

/** oRPC reads only application/json as JSON; a problem is JSON too. */
async function fetchWithProblems(request: Request, init: RequestInit): Promise<Response> {
  const response = await fetch(request, init);
  if (!response.headers.get("content-type")?.startsWith(PROBLEM_TYPE)) return response;
  const headers = new Headers(response.headers);
  headers.set("content-type", "application/json");
  return new Response(response.body, { status: response.status, statusText: response.statusText, headers });
}

/**
 * How a client reaches the API at `origin`, such as http://localhost:3000. Failed calls throw an ORPCError
 * whose data is the problem; `problemOf` reads it.
 */
export function createApiLink(origin: string, headers?: Record<string, string>) {
  return new OpenAPILink<ClientRetryPluginContext>(minified, {
    url: `${origin}/api/v1`,
    headers,
    fetch: (request, init) => fetchWithProblems(request, init as RequestInit),
    plugins: [new ClientRetryPlugin()],
    customErrorResponseBodyDecoder: (body, response) => {
      if (!isProblem(body)) return null;
      return new ORPCError(body.code, { status: response.status, message: body.detail, data: body });
    },
  });
}
