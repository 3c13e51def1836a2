import { z } from "zod";
import { nameProblem } from "#lib/names/name-problem";

/** A team's or image's name; the message says what is wrong with it. */
export function nameSchema(what: Parameters<typeof nameProblem>[0]) {
  return z
    .string()
    .trim()
    .superRefine((name, context) => {
      const problem = nameProblem(what, name);
      if (problem) context.addIssue({ code: "custom", message: problem });
    });
}
