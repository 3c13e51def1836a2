import type { IncomingMessage, ServerResponse } from "node:http";
import { unlessMatched } from "#lib/api/etag";
import { PROBLEM_TYPE } from "#lib/api/problem";
import { requireStorableText } from "#lib/api/require-storable-text";
import { problemFor } from "#lib/api/to-orpc-error";
import { contextFromToken } from "#lib/auth/context-from-token";
import { originOf } from "#lib/auth/origin-of";
import { forLog } from "#lib/database-away";
import { AppError } from "#lib/errors";
import { resolveByToken, resolveImage } from "#lib/projects/resolve-image";

const PATH = /^\/api\/v1\/projects\/([^/?]+)\/([^/?]+)\/image(?:\?(.*))?$/;

/**
 * Answers `projects.resolve` of the contract to whoever brings a token, straight from Node.js: every sandbox asks it
 * when it boots, and the way through the framework takes several times as long as the answer. Returns false, having
 * done nothing, for every other request.
 */
export function answerResolve(request: IncomingMessage, response: ServerResponse): boolean {
  const { authorization } = request.headers;
  const match = request.method === "GET" && authorization ? PATH.exec(request.url ?? "") : null;
  if (!match || !authorization) return false;
  const [, team = "", project = "", query = ""] = match;
  void answer(authorization, { team, project, query }, request).then(({ status, headers, body }) => {
    const length = body === undefined ? {} : { "content-length": Buffer.byteLength(body) };
    response.writeHead(status, { ...headers, ...length }).end(body);
  });
  return true;
}

interface Answer {
  status: number;
  headers: Record<string, string>;
  body?: string;
}

async function answer(
  authorization: string,
  path: { team: string; project: string; query: string },
  request: IncomingMessage,
): Promise<Answer> {
  try {
    const [team = "", project = ""] = [path.team, path.project].map(decodeURIComponent);
    const use = new URLSearchParams(path.query).get("use") ?? "default";
    const asked = { team, project, use };
    requireStorableText(asked);
    const secret = /^bearer\s+(\S+)$/i.exec(authorization)?.[1];
    const resolved =
      (secret && (await resolveByToken(secret, asked))) ||
      (await resolveImage(await contextFromToken(authorization, originOf(headersOf(request))), asked));
    const { status, headers, body } = unlessMatched(resolved, request.headers["if-none-match"]);
    if (!body) return { status, headers };
    return {
      status,
      headers: { ...headers, "content-type": "application/json" },
      body: JSON.stringify(body),
    };
  } catch (error) {
    const problem = problemFor(
      error instanceof URIError ? new AppError("invalid", "The path is not percent-encoded well.") : error,
    );
    if (problem.status >= 500) console.error(forLog(error));
    return {
      status: problem.status,
      headers: {
        "content-type": PROBLEM_TYPE,
        ...(problem.status === 401 && { "www-authenticate": "Bearer" }),
      },
      body: JSON.stringify(problem),
    };
  }
}

function headersOf({ headers, socket }: IncomingMessage): Headers {
  return new Headers({
    "x-forwarded-for": String(headers["x-forwarded-for"] ?? socket.remoteAddress ?? ""),
    "user-agent": headers["user-agent"] ?? "",
  });
}
