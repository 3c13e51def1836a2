"use client";
import { useEffect, useMemo, useState } from "react";
import type { Refusal } from "#components/images/new-image-create";
import { checkDockerfile } from "#lib/dockerfile/check-dockerfile";
import type { Problem } from "#lib/dockerfile/problem";

/** As long as the editor waits before it marks them. */
const PAUSE_MS = 600;

/** The server's problems with the Dockerfile, as the editor shows them. */
export function toProblems({ problem }: Refusal): Problem[] {
  return (problem.errors ?? []).flatMap(({ field, message, line = 1, column = 1 }) => {
    if (field !== "dockerfile") return [];
    return [
      {
        severity: "error",
        code: "refused",
        message,
        line,
        column,
        endLine: line,
        endColumn: column,
      } as const,
    ];
  });
}

/**
 * What is wrong in the text: what we find ourselves, once the typing pauses, and what the server found in this
 * very text; errors first. `refused` is the server's part.
 */
export function useKnownProblems(
  text: string,
  refusal: Refusal | null,
): { problems: readonly Problem[]; refused: readonly Problem[] } {
  const [checked, setChecked] = useState(text);
  useEffect(() => {
    if (checked === text) return;
    const timer = setTimeout(() => setChecked(text), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [text, checked]);

  const own = useMemo(() => checkDockerfile(checked), [checked]);
  const refused = useMemo(
    () => (refusal && refusal.sent.dockerfile === text ? toProblems(refusal) : []),
    [refusal, text],
  );
  const problems = useMemo(() => {
    const isNew = (problem: Problem) =>
      !own.some(({ line, column }) => line === problem.line && column === problem.column);
    return [...own, ...refused.filter(isNew)].sort(
      (a, b) => Number(a.severity === "warning") - Number(b.severity === "warning") || a.line - b.line,
    );
  }, [own, refused]);
  return { problems, refused };
}
