"use client";
import { Field as Base } from "@base-ui/react/field";
import { CircleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { classes } from "#components/ui/classes";

export interface FieldProps {
  label: ReactNode;
  /** Says that it may stay empty. */
  optional?: boolean;
  /** A line that helps before anything is wrong. */
  hint?: ReactNode;
  /** What is wrong; takes the hint's place and marks the control. */
  error?: ReactNode;
  /** Something at the right of the label, such as a link. */
  aside?: ReactNode;
  /** The control is no native input (a Select). */
  custom?: boolean;
  className?: string;
  children: ReactNode;
}

/** A control with its label, hint and error, tied together for screen readers. */
export function Field({ label, optional, hint, error, aside, custom, className, children }: FieldProps) {
  return (
    <Base.Root invalid={Boolean(error)} className={classes("flex flex-col gap-1.5", className)}>
      <div className="flex items-baseline justify-between gap-3">
        <Base.Label
          className="text-sm font-medium"
          nativeLabel={!custom}
          render={custom ? <div /> : undefined}
        >
          {label}
          {optional ? <span className="font-normal text-subtle"> (optional)</span> : null}
        </Base.Label>
        {aside}
      </div>
      {children}
      {error ? (
        <Base.Error match className="flex items-start gap-1.5 text-sm text-danger">
          <CircleAlert className="mt-0.5 size-4 shrink-0" aria-hidden="true" />
          <span>{error}</span>
        </Base.Error>
      ) : hint ? (
        <Base.Description className="text-sm text-subtle">{hint}</Base.Description>
      ) : null}
    </Base.Root>
  );
}
