import { Prisma } from "#prisma/generated/client";

const CODES = new Set(["P1001", "P1002", "P1008", "P1017", "P2024", "P2028"]);
const KINDS = new Set(["DatabaseNotReachable", "ConnectionClosed", "SocketTimeout", "TooManyConnections"]);
/** PostgreSQL's classes of errors: connection, no resources (a full disk too), shut down or starting up. */
const STATES = /^(08|53|57P)/;
const FULL = "53100";
const WORDS =
  /Connection terminated|not queryable|ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|timeout exceeded when trying to connect/;

/** What people are told of it. */
export const DATABASE_AWAY = "The database does not answer just now. Try again in a moment; nothing is lost.";
export const DATABASE_FULL =
  "The database's disk is full: nothing can be saved until there is room on it. What was saved before is safe.";

interface Cause {
  kind?: string;
  originalCode?: string;
}

/**
 * Whether PostgreSQL could not do the work for now: it is away, restarts, or has no room. Whether a transaction that
 * ended so was committed is unknown, so only what bears being done twice may be tried again.
 */
export function isDatabaseAway(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if (!(error instanceof Prisma.PrismaClientKnownRequestError)) {
    return WORDS.test(error.message) || STATES.test(stateOf(error));
  }
  const cause = causeOf(error);
  return CODES.has(error.code) || KINDS.has(cause.kind ?? "") || STATES.test(cause.originalCode ?? "");
}

/** What a log is to say of an error: all of it, or one line while the database is away, as that is said again and again. */
export function forLog(error: unknown): unknown {
  if (!isDatabaseAway(error)) return error;
  // Prisma's messages name the call first.
  const why = (error as Error).message.trim().split("\n").at(-1);
  return `the database ${isDatabaseFull(error) ? "is full" : "is away"} (${why})`;
}

/** Whether PostgreSQL said that its disk is full (SQLSTATE 53100). */
export function isDatabaseFull(error: unknown): boolean {
  return stateOf(error) === FULL;
}

/** As Prisma passes on what the driver said, and as the driver says it itself. */
function stateOf(error: unknown): string {
  if (!(error instanceof Error)) return "";
  if (error instanceof Prisma.PrismaClientKnownRequestError) {
    const { code } = (error.meta ?? {}) as { code?: string };
    return causeOf(error).originalCode ?? code ?? "";
  }
  return String((error as { code?: unknown }).code ?? "");
}

function causeOf(error: Prisma.PrismaClientKnownRequestError): Cause {
  return (error.meta?.driverAdapterError as { cause?: Cause } | undefined)?.cause ?? {};
}
