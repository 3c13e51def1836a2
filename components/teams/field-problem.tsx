import { problemOf } from "#lib/api/client";

/** What the API found wrong with one field of the input, or undefined. */
export function fieldProblem(error: unknown, field: string): string | undefined {
  return error ? problemOf(error).errors?.find((each) => each.field === field)?.message : undefined;
}

/** What went wrong, unless it already stands at one of these fields. */
export function otherProblem(error: unknown, fields: readonly string[]): string | undefined {
  if (!error || fields.some((field) => fieldProblem(error, field))) return undefined;
  return problemOf(error).detail;
}
