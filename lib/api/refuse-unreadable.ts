import type { IncomingMessage, ServerResponse } from "node:http";
import { PROBLEM_TYPE } from "#lib/api/problem";
import { toProblem } from "#lib/api/to-orpc-error";

/** Answers what would be a fault of the framework's, though it is the caller's. Returns false for all else. */
export function refuseUnreadable({ method, url = "" }: IncomingMessage, response: ServerResponse): boolean {
  const sentence = !canDecode(url.split("?", 1)[0] ?? "")
    ? "The path is not percent-encoded well."
    : method === "TRACE"
      ? "TRACE is not answered here."
      : null;
  if (sentence === null) return false;
  const problem = toProblem("invalid", sentence);
  response.writeHead(problem.status, { "content-type": PROBLEM_TYPE, connection: "close" });
  response.end(JSON.stringify(problem));
  return true;
}

function canDecode(path: string): boolean {
  try {
    decodeURIComponent(path);
    return true;
  } catch {
    return false;
  }
}
