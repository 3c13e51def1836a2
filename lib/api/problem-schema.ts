import { z } from "zod";

/** An error's body: problem details (RFC 9457) with our code and what is wrong field by field. */
export const problemSchema = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  detail: z.string(),
  code: z.string(),
  errors: z
    .array(
      z.object({
        field: z.string(),
        message: z.string(),
        line: z.int().optional(),
        column: z.int().optional(),
      }),
    )
    .optional(),
  details: z
    .record(z.string(), z.unknown())
    .optional()
    .describe(
      "Of a revoked build: its reason, and the replacement's tag and reference; of a limit that is reached: which, what is used of it, and when it frees",
    ),
});
