import { Prisma } from "#prisma/generated/client";

const CODES = new Set(["P1001", "P1002", "P1008", "P1017", "P2024", "P2028"]);
const KINDS = new Set(["DatabaseNotReachable", "ConnectionClosed", "SocketTimeout", "TooManyConnections"]);
/** PostgreSQL's classes of errors: connection, no resources (a full disk too), shut down or starting up. */
const STATES = /^(08|53|57P)/;
const WORDS =
  /Connection terminated|ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|timeout exceeded when trying to connect/;

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
  if (!(error instanceof Prisma.PrismaClientKnownRequestError)) return WORDS.test(error.message);
  const cause = causeOf(error);
  return CODES.has(error.code) || KINDS.has(cause.kind ?? "") || STATES.test(cause.originalCode ?? "");
}

/** Whether PostgreSQL said that its disk is full (SQLSTATE 53100). */
export function isDatabaseFull(error: unknown): boolean {
  return error instanceof Prisma.PrismaClientKnownRequestError && causeOf(error).originalCode === "53100";
}

function causeOf(error: Prisma.PrismaClientKnownRequestError): Cause {
  return (error.meta?.driverAdapterError as { cause?: Cause } | undefined)?.cause ?? {};
}
