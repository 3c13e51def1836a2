import type { IncomingMessage, RequestListener, ServerResponse } from "node:http";
import { toNodeHandler } from "srvx/node";
import { staticMiddleware } from "srvx/static";

const PREFIX = "/_next/static";
const YEAR_SECONDS = 31_536_000;

/**
 * How to answer for the scripts and styles of a build, which are compressed beforehand: Next.js compresses each anew for
 * everyone who asks, and knows no brotli. Their names change with their bytes. Returns whether the request was for one.
 */
export function answersStatic(dir: string): (request: IncomingMessage, response: ServerResponse) => boolean {
  const files = staticMiddleware({
    dir,
    encodings: true,
    compress: false,
    maxAge: YEAR_SECONDS,
    immutable: true,
  });
  const answer = toNodeHandler((request) =>
    files(request, () => new Response("Not found", { status: 404 })),
  ) as RequestListener<typeof IncomingMessage, typeof ServerResponse>;
  return (request, response) => {
    if (!request.url?.startsWith(`${PREFIX}/`)) return false;
    request.url = request.url.slice(PREFIX.length);
    void answer(request, response as Parameters<typeof answer>[1]);
    return true;
  };
}
