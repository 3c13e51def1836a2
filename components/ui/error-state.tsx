"use client";
import { RotateCw } from "lucide-react";
import type { ReactNode } from "react";
import { Button } from "#components/ui/button";
import { StatusMark } from "#components/ui/status-mark";
import { problemOf } from "#lib/api/client";

export interface ErrorStateProps {
  error: unknown;
  /** What could not be done: "The images could not be loaded". */
  title?: ReactNode;
  retry?: () => void;
  /** Other ways on. */
  actions?: ReactNode;
}

/** Stands where something would that could not be loaded: what, why, and what to do. */
export function ErrorState({ error, title, retry, actions }: ErrorStateProps) {
  const problem = problemOf(error);
  return (
    <div role="alert" className="flex flex-col items-center px-6 py-12 text-center">
      <StatusMark status="failed" className="mb-3 size-6" />
      <h2 className="text-lg font-semibold">{title ?? problem.title}</h2>
      <p className="mt-1 max-w-prose text-balance text-muted">{problem.detail}</p>
      <div className="mt-5 flex flex-wrap justify-center gap-2">
        {retry ? (
          <Button icon={<RotateCw />} onClick={retry}>
            Try again
          </Button>
        ) : null}
        {actions}
      </div>
    </div>
  );
}
