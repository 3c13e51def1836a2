import { OpenAPIHandler } from "@orpc/openapi/fetch";
import type { ORPCError } from "@orpc/server";
import { BodyLimitPlugin } from "@orpc/server/fetch";
import { openapiDocument } from "#lib/api/openapi";
import { PROBLEM_TYPE, type Problem } from "#lib/api/problem";
import { problemSchema } from "#lib/api/problem-schema";
import { router } from "#lib/api/router";
import { toOrpcError, toProblem } from "#lib/api/to-orpc-error";
import { contextFromHeaders } from "#lib/auth/context-from-headers";
import type { ERROR_STATUS } from "#lib/errors";

const PREFIX = "/api/v1";
const DOCUMENT = `${PREFIX}/openapi.json`;
const MAX_BODY_BYTES = 2 * 1024 * 1024;

const handler = new OpenAPIHandler(router, {
  plugins: [new BodyLimitPlugin({ maxBodySize: MAX_BODY_BYTES })],
  customErrorResponseBodyEncoder: (error: ORPCError<string, unknown>) =>
    problemSchema.safeParse(error.data).data ?? toOrpcError(error).data,
});

/** Answers a request to the API: JSON, server-sent events, or a problem. */
export async function handleApiRequest(request: Request): Promise<Response> {
  try {
    return await answer(request);
  } catch (error) {
    return toResponse(toOrpcError(error).data);
  }
}

async function answer(request: Request): Promise<Response> {
  if (request.method === "HEAD") return headOf(await answer(new Request(request, { method: "GET" })));
  if (isForged(request)) {
    return problemResponse("forbidden", "This request came from another site's page.");
  }
  if (hasForeignBody(request)) {
    return problemResponse("invalid", "Send the body as JSON, with Content-Type: application/json.");
  }
  if (request.method === "GET" && new URL(request.url).pathname === DOCUMENT) {
    return Response.json(await openapiDocument());
  }
  const { matched, response } = await handler.handle(request, {
    prefix: PREFIX,
    context: { identify: () => contextFromHeaders(request.headers), headers: request.headers },
  });
  if (!matched)
    return problemResponse("not_found", `The API has no ${request.method} ${new URL(request.url).pathname}.`);
  if (response.status < 400) return response;
  const headers = new Headers(response.headers);
  headers.set("content-type", PROBLEM_TYPE);
  if (response.status === 401) headers.set("www-authenticate", "Bearer");
  return new Response(response.body, { status: response.status, headers });
}

/** What a GET would be answered, without the body, which may have no end. */
async function headOf({ body, status, headers }: Response): Promise<Response> {
  await body?.cancel();
  return new Response(null, { status, headers });
}

/** A browser names the page a change comes from; with a session's cookie that must be one of ours. */
function isForged(request: Request): boolean {
  const origin = request.headers.get("origin");
  if (!origin || request.method === "GET" || request.headers.has("authorization")) return false;
  const host = request.headers.get("x-forwarded-host") ?? request.headers.get("host");
  return !URL.canParse(origin) || new URL(origin).host !== host;
}

/** Of what is no JSON oRPC makes files and forms, whose fields would be taken for those of the input. */
function hasForeignBody({ method, headers }: Request): boolean {
  if (method === "GET") return false;
  const type = headers.get("content-type");
  if (type !== null) return !/^application\/json\s*(;|$)/i.test(type);
  return headers.has("transfer-encoding") || Number(headers.get("content-length") ?? 0) > 0;
}

function problemResponse(code: keyof typeof ERROR_STATUS, detail: string): Response {
  return toResponse(toProblem(code, detail));
}

function toResponse(problem: Problem): Response {
  return Response.json(problem, { status: problem.status, headers: { "content-type": PROBLEM_TYPE } });
}
