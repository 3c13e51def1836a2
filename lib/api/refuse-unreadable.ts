import type { IncomingMessage, ServerResponse } from "node:http";
import { PROBLEM_TYPE } from "#lib/api/problem";
import { toProblem } from "#lib/api/to-orpc-error";
import { isStorable } from "#lib/names/is-storable";

/** Answers what would be a fault of the framework's, though it is the caller's. Returns false for all else. */
export function refuseUnreadable({ method, url = "" }: IncomingMessage, response: ServerResponse): boolean {
  const sentence = !isReadable(url.split("?", 1)[0] ?? "")
    ? "The path is not percent-encoded well, or has U+0000 in it."
    : method === "TRACE"
      ? "TRACE is not answered here."
      : null;
  if (sentence === null) return false;
  const problem = toProblem("invalid", sentence);
  response.writeHead(problem.status, { "content-type": PROBLEM_TYPE, connection: "close" });
  response.end(JSON.stringify(problem));
  return true;
}

function isReadable(path: string): boolean {
  try {
    return isStorable(decodeURIComponent(path));
  } catch {
    return false;
  }
}
