import { createHash } from "node:crypto";

/** A strong entity tag (RFC 9110, 8.8.3) of what would be answered as JSON. */
export function etagOf(body: object): string {
  return `"${createHash("sha256").update(JSON.stringify(body)).digest("base64url").slice(0, 22)}"`;
}

/**
 * Whether an If-None-Match names the tag: a list of them, weak or strong, or "*". What is none of these matches
 * nothing, so that the answer is sent whole.
 */
export function matchesEtag(ifNoneMatch: string | null, etag: string): boolean {
  if (ifNoneMatch === null) return false;
  if (ifNoneMatch.trim() === "*") return true;
  return [...ifNoneMatch.matchAll(/(?:W\/)?("[\x21\x23-\x7e\x80-\xff]*")/g)].some(([, tag]) => tag === etag);
}
