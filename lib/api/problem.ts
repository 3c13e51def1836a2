import type { z } from "zod";
import type { problemSchema } from "#lib/api/problem-schema";

export type Problem = z.infer<typeof problemSchema>;

export const PROBLEM_TYPE = "application/problem+json";

/** Whether a body is one of our problems, by what every one has: in a browser, where the schema would be too large. */
export function isProblem(body: unknown): body is Problem {
  const { code, title, detail, status } = (body ?? {}) as Partial<Record<keyof Problem, unknown>>;
  return [code, title, detail].every((text) => typeof text === "string") && typeof status === "number";
}
