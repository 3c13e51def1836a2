import { ORPCError } from "@orpc/server";
import type { Problem } from "#lib/api/problem";
import { DATABASE_AWAY, DATABASE_FULL, forLog, isDatabaseAway, isDatabaseFull } from "#lib/database-away";
import { AppError, ERROR_STATUS, type ErrorCode, type FieldProblem } from "#lib/errors";

const TITLES: Record<ErrorCode, string> = {
  invalid: "Invalid input",
  unauthenticated: "Not signed in",
  forbidden: "Not allowed",
  not_found: "Not found",
  conflict: "Conflict",
  gone: "Gone",
  too_large: "Too large",
  rate_limited: "Too many requests",
  internal: "Our fault",
  unavailable: "Not available now",
};

/** The body of an error as RFC 9457 has it. */
export function toProblem(
  code: ErrorCode,
  detail: string,
  errors: FieldProblem[] = [],
  details: Record<string, unknown> = {},
): Problem {
  return {
    type: `urn:bakehouse:problem:${code.replaceAll("_", "-")}`,
    title: TITLES[code],
    status: ERROR_STATUS[code],
    detail,
    code,
    ...(errors.length > 0 && { errors }),
    ...(Object.keys(details).length > 0 && { details }),
  };
}

/**
 * The one place where an error meets HTTP: ours keep their words, what oRPC finds wrong in the input names
 * its fields, and anything else becomes a fixed sentence, with its cause in the log.
 */
export function toOrpcError(error: unknown): ORPCError<string, Problem> {
  const problem = problemFor(error);
  if (problem.status >= 500) console.error(forLog(error));
  return new ORPCError(problem.code, {
    status: problem.status,
    message: problem.detail,
    data: problem,
    cause: error,
  });
}

/** What an error's answer says. */
export function problemFor(error: unknown): Problem {
  if (error instanceof AppError) {
    return toProblem(error.code, error.message, error.problems, error.details);
  }
  if (error instanceof ORPCError) {
    const issues = (error.data as { issues?: Issue[] } | undefined)?.issues;
    if (error.code === "BAD_REQUEST" && issues) return invalidInput(issues);
    if (error.code === "BAD_REQUEST") {
      return toProblem(
        "invalid",
        "The body could not be read. Send JSON with Content-Type: application/json.",
      );
    }
    if (error.status === 404) return toProblem("not_found", "The API has no such path.");
    if (error.status === 413) return toProblem("too_large", "The body is too large.");
  }
  if (isDatabaseFull(error)) return toProblem("unavailable", DATABASE_FULL);
  if (isUnreachableDatabase(error) || isDatabaseAway(error)) return toProblem("unavailable", DATABASE_AWAY);
  if (isUnstorableValue(error)) {
    return toProblem("invalid", "A number or a time is too large, too small or too long ago to be kept.");
  }
  return toProblem(
    "internal",
    "Something went wrong on our side. Try again; if it goes on, the server's log says why.",
  );
}

interface Issue {
  path?: (PropertyKey | { key: PropertyKey })[];
  message: string;
}

function invalidInput(issues: Issue[]): Problem {
  const errors = issues.map(({ path = [], message }) => ({
    field: path.map((part) => String(typeof part === "object" ? part.key : part)).join("."),
    message,
  }));
  const [first] = errors;
  return toProblem(
    "invalid",
    first ? (first.field ? `${first.field}: ${first.message}` : first.message) : "Invalid input.",
    errors,
  );
}

/** Prisma's P1001, P1002, P1008, P1017 and P2024, and the driver's own words for a lost connection. */
function isUnreachableDatabase(error: unknown): boolean {
  const { code, message } = (error ?? {}) as { code?: unknown; message?: unknown };
  if (typeof code === "string" && /^(P1001|P1002|P1008|P1017|P2024|ECONNREFUSED|57P0[123])$/.test(code))
    return true;
  return (
    typeof message === "string" &&
    /Can't reach database|terminating connection|Connection terminated|ECONNREFUSED/.test(message)
  );
}

/** PostgreSQL's "data exceptions" (class 22): what was asked cannot be so much as looked for. */
function isUnstorableValue(error: unknown): boolean {
  const { code, meta } = (error ?? {}) as { code?: unknown; meta?: { driverAdapterError?: Error } };
  const { originalCode } = (meta?.driverAdapterError?.cause ?? {}) as { originalCode?: unknown };
  return [code, originalCode].some((each) => /^22[0-9A-Z]{3}$/.test(String(each)));
}
