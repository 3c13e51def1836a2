import { createHash } from "node:crypto";

/** An answer with its entity tag; with no body where the caller has it already. */
export type TaggedAnswer<Body> = { headers: Record<string, string> } & (
  | { status: 200; body: Body }
  | { status: 304; body?: undefined }
);

/** Answers 200 with the body, or 304 when the request's If-None-Match names what it would be. */
export function unlessMatched<Body extends object>(
  body: Body,
  ifNoneMatch: string | null | undefined,
): TaggedAnswer<Body> {
  const etag = etagOf(body);
  const headers = { etag, "cache-control": "private, no-cache" };
  return matchesEtag(ifNoneMatch ?? null, etag) ? { status: 304, headers } : { status: 200, headers, body };
}

/** A strong entity tag (RFC 9110, 8.8.3) of what would be answered as JSON. */
function etagOf(body: object): string {
  return `"${createHash("sha256").update(JSON.stringify(body)).digest("base64url").slice(0, 22)}"`;
}

/**
 * Whether an If-None-Match names the tag: a list of them, weak or strong, or "*". What is none of these matches
 * nothing, so that the answer is sent whole.
 */
function matchesEtag(ifNoneMatch: string | null, etag: string): boolean {
  if (ifNoneMatch === null) return false;
  if (ifNoneMatch.trim() === "*") return true;
  return [...ifNoneMatch.matchAll(/(?:W\/)?("[\x21\x23-\x7e\x80-\xff]*")/g)].some(([, tag]) => tag === etag);
}
