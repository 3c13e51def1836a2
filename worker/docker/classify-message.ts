import type { EngineErrorCode } from "#worker/docker/engine-error";

// The first that fits wins. Order matters where one message quotes another: registries word "quota exceeded"
// as a kind of denial, and the engine words every denial of a pull as "may not exist or may require login".
const patterns: [EngineErrorCode, RegExp][] = [
  ["canceled", /context canceled/],
  ["no-space", /no space left on device|disk quota exceeded/i],
  [
    "quota",
    /quota (?:is |has been )?exceeded|exceeds? .*quota|configured upper limit|507 Insufficient|HTTP 413/i,
  ],
  ["registry-unreachable", /toomanyrequests|too many requests|rate limit|HTTP (?:status: )?5\d\d/i],
  [
    "registry-invalid",
    /x509: |tls: .*certificate|HTTP response to HTTPS client|invalid character '|unexpected HTTP status/,
  ],
  ["unauthorized", /unauthorized|authentication required|no basic auth credentials|authorization failed/i],
  ["not-found", /manifest unknown|name unknown|no such image|manifest for .* not found|does not exist: /i],
  ["denied", /denied|forbidden|insufficient_scope/i],
  [
    "registry-unreachable",
    /connection refused|no such host|i\/o timeout|timeout exceeded|TLS handshake timeout|connection reset|broken pipe|network is unreachable|no route to host|server misbehaving|deadline exceeded|\bEOF$/,
  ],
  ["invalid", /invalid reference format|invalid checksum digest|invalid tag/],
  ["not-found", /not found/],
];

const statuses: Record<number, EngineErrorCode> = {
  400: "invalid",
  401: "unauthorized",
  403: "denied",
  404: "not-found",
};

/**
 * What kind of fault a message of the engine tells of. The engine passes on what registries say as text and
 * gives most of it status 500, so the words decide and the status is asked last.
 */
export function classifyMessage(message: string, statusCode?: number): EngineErrorCode {
  for (const [code, pattern] of patterns) if (pattern.test(message)) return code;
  return (statusCode && statuses[statusCode]) || "unknown";
}
