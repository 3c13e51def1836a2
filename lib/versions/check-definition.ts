import { checkDockerfile } from "#lib/dockerfile/check-dockerfile";
import { AppError } from "#lib/errors";

/** Refuses a Dockerfile that no engine would take. @throws invalid, with each problem's line and column */
export function checkDefinition(dockerfile: string): void {
  const errors = checkDockerfile(dockerfile).filter((problem) => problem.severity === "error");
  const [first] = errors;
  if (!first) return;
  const more = errors.length > 1 ? ` (and ${errors.length - 1} more)` : "";
  throw new AppError(
    "invalid",
    `Dockerfile, line ${first.line}, column ${first.column}: ${first.message}${more}`,
    {
      problems: errors.slice(0, 50).map(({ message, hint, line, column }) => ({
        field: "dockerfile",
        message: hint ? `${message} ${hint}` : message,
        line,
        column,
      })),
    },
  );
}
