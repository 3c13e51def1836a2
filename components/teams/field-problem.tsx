import { problemOf } from "#lib/api/client";

/** What the API found wrong with one field of the input, or undefined. */
export function fieldProblem(error: unknown, field: string): string | undefined {
  return error ? problemOf(error).errors?.find((each) => each.field === field)?.message : undefined;
}

/**
 * What went wrong, unless it already stands at one of these fields. An ended session is no word of the form's:
 * the dialog to sign in again says it, and the form is still good after it.
 */
export function otherProblem(error: unknown, fields: readonly string[]): string | undefined {
  if (!error || fields.some((field) => fieldProblem(error, field))) return undefined;
  const { code, detail } = problemOf(error);
  return code === "unauthenticated" ? undefined : detail;
}
