import type { RequestListener } from "node:http";
import type { ServerRequest } from "srvx";
import { toNodeHandler } from "srvx/node";
import { handleApiRequest } from "#lib/api/handler";

/** The API as a listener of a server of Node.js. */
export const answerApi = toNodeHandler((request) => handleApiRequest(toRequest(request))) as RequestListener;

/** srvx's requests look like those of the platform and are none: new ones cannot be made of them, as oRPC does. */
function toRequest({ url, method, headers, body, signal }: ServerRequest): Request {
  // TypeScript's own RequestInit lacks it; Node.js wants it with a body that is a stream.
  const init: RequestInit & { duplex: "half" } = { method, headers, body, signal, duplex: "half" };
  return new Request(url, init);
}
