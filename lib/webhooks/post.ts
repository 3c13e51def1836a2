import type { LookupAddress } from "node:dns";
import { type ClientRequest, type IncomingMessage, request as requestPlain } from "node:http";
import { request as requestSecure } from "node:https";
import type { LookupFunction } from "node:net";
import { describeFault } from "#lib/webhooks/describe-fault";
import { HostRefusedError, resolveHost } from "#lib/webhooks/resolve-host";

const TIMEOUT_MS = 10_000;
/** What is read of an answer before the connection is closed, and what of that is kept. */
const READ_BYTES = 64 * 1024;
const KEEP_CHARS = 4 * 1024;

/** What became of a request. */
export interface Answer {
  /** One sentence; null when the receiver answered with 2xx. */
  error: string | null;
  status: number | null;
  headers: Record<string, string> | null;
  body: string | null;
  durationMs: number;
}

/**
 * Posts a body to an address that is checked and then connected to as checked. Redirects are not followed, at most
 * 64 KiB of the answer are read, and all of it ends after ten seconds. Never throws.
 */
export async function post(
  url: string,
  headers: Record<string, string>,
  body: string,
  timeoutMs = TIMEOUT_MS,
): Promise<Answer> {
  const started = performance.now();
  const deadline = AbortSignal.timeout(timeoutMs);
  const nothing = { status: null, headers: null, body: null };
  const took = () => Math.round(performance.now() - started);
  try {
    const target = new URL(url);
    const addresses = await orAborted(resolveHost(target.hostname), deadline);
    const response = await send(target, addresses, headers, body, deadline);
    const status = response.statusCode ?? 0;
    const location = response.headers.location;
    const answer = { status, headers: keptHeaders(response), body: await readBeginning(response) };
    return { ...answer, error: describeStatus(status, location), durationMs: took() };
  } catch (error) {
    const isLate = deadline.aborted;
    const said =
      error instanceof HostRefusedError
        ? error.message
        : isLate
          ? `No answer came within ${timeoutMs / 1000} s.`
          : describeFault(error);
    return { ...nothing, error: said, durationMs: took() };
  }
}

function send(
  url: URL,
  addresses: LookupAddress[],
  headers: Record<string, string>,
  body: string,
  signal: AbortSignal,
): Promise<IncomingMessage> {
  const request = url.protocol === "https:" ? requestSecure : requestPlain;
  return new Promise((resolve, reject) => {
    const sent: ClientRequest = request(url, {
      method: "POST",
      headers,
      signal,
      // No connection that was checked for another request is used again.
      agent: false,
      lookup: pinnedTo(addresses),
    });
    sent.on("response", resolve);
    sent.on("error", reject);
    sent.on("close", () => reject(new Error("the connection was closed before an answer came")));
    sent.end(body);
  });
}

/** Answers from what was checked, whatever name server would say now. */
export function pinnedTo(addresses: LookupAddress[]): LookupFunction {
  return (_host, options, callback) => {
    const [first] = addresses;
    if (options.all) callback(null, addresses);
    else callback(null, first?.address ?? "", first?.family);
  };
}

/** The answer's first bytes as text that PostgreSQL can hold. What is cut off or comes too late is left out. */
async function readBeginning(response: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of response as AsyncIterable<Buffer>) {
      chunks.push(chunk);
      size += chunk.length;
      if (size >= READ_BYTES) break;
    }
  } catch {
    // The status came: what the body would have said is a bonus.
  }
  response.destroy();
  const text = Buffer.concat(chunks).subarray(0, READ_BYTES).toString("utf8");
  return text.replaceAll("\0", "�").slice(0, KEEP_CHARS).toWellFormed();
}

/** What servers send to keep for themselves is not shown to the team. */
const PRIVATE = new Set(["set-cookie", "authorization", "proxy-authorization"]);

function keptHeaders(response: IncomingMessage): Record<string, string> {
  const entries = Object.entries(response.headers).slice(0, 50);
  return Object.fromEntries(
    entries.map(([name, value]) => [
      name.slice(0, 200),
      PRIVATE.has(name) ? "…" : String(value).replaceAll("\0", "").slice(0, 1000),
    ]),
  );
}

function describeStatus(status: number, location: string | undefined): string | null {
  if (status >= 200 && status < 300) return null;
  if (status < 300 || status >= 400) return `The answer was ${status}, where a webhook's is 2xx.`;
  const where = location ? ` to ${location.slice(0, 200)}` : "";
  return `The answer was ${status}, a redirect${where}. Redirects are not followed: enter the address that is meant.`;
}

/** Waits for no longer than the signal allows, for what takes none itself. */
function orAborted<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    signal.addEventListener("abort", () => reject(signal.reason), { once: true });
    promise.then(resolve, reject);
  });
}
