"use client";
import { CircleAlert, TriangleAlert } from "lucide-react";
import type { Problem } from "#lib/dockerfile/problem";

/** What is wrong in the Dockerfile, each line a button that leads to its place. */
export function NewImageProblems({
  problems,
  onGo,
}: {
  problems: readonly Problem[];
  onGo: (line: number, column: number) => void;
}) {
  if (problems.length === 0) return null;
  return (
    <ul aria-label="Problems in the Dockerfile" className="flex flex-col gap-0.5">
      {problems.map((problem) => {
        const { severity, message, hint, line, column } = problem;
        const isError = severity === "error";
        const Icon = isError ? CircleAlert : TriangleAlert;
        return (
          <li key={`${line}:${column}:${message}`}>
            <button
              type="button"
              onClick={() => onGo(line, column)}
              className="flex w-full items-start gap-2 rounded-md px-2 py-1 text-left text-sm hover:bg-hover"
            >
              <Icon
                aria-hidden="true"
                className={`mt-0.5 size-4 shrink-0 ${isError ? "text-danger" : "text-warning"}`}
              />
              <span className="sr-only">{isError ? "Error" : "Warning"}</span>
              <span className="shrink-0 text-subtle tabular-nums">Line {line}</span>
              <span className="min-w-0 wrap-anywhere">
                {message} {hint ? <span className="text-muted">{hint}</span> : null}
              </span>
            </button>
          </li>
        );
      })}
    </ul>
  );
}
