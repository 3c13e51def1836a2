// The web process: Next.js behind a server of our own, which says who asks, and answers for the API by itself: Next.js
// takes as long to hand a request on as many of them take to be answered. `npm run dev` runs Next.js' own development
// server, where the API is behind a route of Next.js (app/api/v1).
import { createServer } from "node:http";
import { join } from "node:path";
import next from "next";
import { answersStatic } from "#lib/answer-static";
import { answerResolve } from "#lib/api/answer-resolve";
import { answerApi } from "#lib/api/node-door";
import { refuseUnreadable } from "#lib/api/refuse-unreadable";
import { nameCaller } from "#lib/auth/name-caller";
import { env } from "#lib/env";
import { flushAsks } from "#lib/projects/count-asks";

/** How long requests that are under way may take when the process is to end. */
const GRACE_MS = 3000;

/** Logs are others' words and no pages, our pages are in nobody's frame, and links to join are told to no other site. */
const PROTECTION = new Map([
  ["x-content-type-options", "nosniff"],
  ["content-security-policy", "frame-ancestors 'none'"],
  ["referrer-policy", "same-origin"],
]);

const port = Number(process.env.PORT || 3000);
const dir = join(import.meta.dirname, "..");
const answerStatic = answersStatic(join(dir, ".next", "static"));
const app = next({ dev: false, dir, port });
const handle = app.getRequestHandler();
await app.prepare();

const { BAKEHOUSE_PROXIES: proxies } = env();
let isWarned = proxies > 0;
const server = createServer((request, response) => {
  if (!isWarned && request.headers["x-forwarded-for"]) {
    isWarned = true;
    console.warn("X-Forwarded-For is not believed. If a proxy in front sent it, set BAKEHOUSE_PROXIES.");
  }
  nameCaller(request, proxies);
  response.setHeaders(PROTECTION);
  if (refuseUnreadable(request, response) || answerResolve(request, response)) return;
  if (answerStatic(request, response)) return;
  void (request.url?.startsWith("/api/v1/") ? answerApi(request, response) : handle(request, response));
});
// Longer than proxies keep a connection they may send a request on.
server.keepAliveTimeout = 65_000;
server.listen(port);

let isStopping = false;
async function stop(): Promise<void> {
  if (isStopping) return;
  isStopping = true;
  server.close();
  server.closeIdleConnections();
  setTimeout(() => server.closeAllConnections(), GRACE_MS).unref();
  await new Promise((resolve) => server.once("close", resolve));
  await flushAsks().catch(() => {});
  process.exit(0);
}
process.on("SIGTERM", () => void stop());
process.on("SIGINT", () => void stop());
