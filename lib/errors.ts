/** What can go wrong, as the API's callers see it; each has one HTTP status. */
export const ERROR_STATUS = {
  invalid: 400,
  unauthenticated: 401,
  forbidden: 403,
  not_found: 404,
  conflict: 409,
  gone: 410,
  too_large: 413,
  rate_limited: 429,
  internal: 500,
  unavailable: 503,
} as const;

export type ErrorCode = keyof typeof ERROR_STATUS;

/** One thing wrong in the input: which field, and in a Dockerfile where. */
export interface FieldProblem {
  /** Dotted path of the field: "dockerfile", "members.0.email". */
  field: string;
  message: string;
  line?: number;
  column?: number;
}

/**
 * An error meant for whoever called. The message is for people: what was wrong and what to do next.
 * Everything else that is thrown is a fault of ours and reaches the caller as a fixed sentence.
 */
export class AppError extends Error {
  override name = "AppError";
  readonly code: ErrorCode;
  readonly problems: FieldProblem[];
  /** More for programs, under names of the kind of error's own. */
  readonly details: Record<string, unknown>;

  constructor(
    code: ErrorCode,
    message: string,
    options: { problems?: FieldProblem[]; details?: Record<string, unknown>; cause?: unknown } = {},
  ) {
    super(message, { cause: options.cause });
    this.code = code;
    this.problems = options.problems ?? [];
    this.details = options.details ?? {};
  }
}

/** What you may not see does not exist: the same words whether it is missing or someone else's. */
export function notFound(what: string): AppError {
  return new AppError("not_found", `There is no such ${what}, or you may not see it.`);
}
