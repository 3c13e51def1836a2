"use client";
import { CircleAlert } from "lucide-react";
import { createContext, type ReactNode, use, useId } from "react";
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
  /** The control is no native input (a Select): pressing the label does not press it. */
  custom?: boolean;
  className?: string;
  children: ReactNode;
}

interface FieldControl {
  id: string;
  "aria-labelledby": string;
  "aria-describedby"?: string;
  "aria-invalid"?: true;
}

const FieldContext = createContext<FieldControl | null>(null);

/** What ties a control to the field that it stands in, to be spread on it; nothing where there is none. */
export function useFieldControl(): FieldControl | null {
  return use(FieldContext);
}

/** A control with its label, hint and error, tied together for screen readers. */
export function Field({ label, optional, hint, error, aside, custom, className, children }: FieldProps) {
  const id = useId();
  const Label = custom ? "span" : "label";
  const [labelId, wordsId] = [`${id}-label`, `${id}-words`];
  return (
    <div className={classes("flex flex-col gap-1.5", className)}>
      <div className="flex items-baseline justify-between gap-3">
        <Label id={labelId} htmlFor={custom ? undefined : id} className="text-sm font-medium">
          {label}
          {optional ? <span className="font-normal text-subtle"> (optional)</span> : null}
        </Label>
        {aside}
      </div>
      <FieldContext
        value={{
          id,
          "aria-labelledby": labelId,
          "aria-describedby": error || hint ? wordsId : undefined,
          "aria-invalid": error ? true : undefined,
        }}
      >
        {children}
      </FieldContext>
      {error ? (
        <p id={wordsId} className="flex items-start gap-1.5 text-sm text-danger">
          <CircleAlert className="mt-0.5 size-4 shrink-0" aria-hidden="true" />
          <span>{error}</span>
        </p>
      ) : hint ? (
        <div id={wordsId} className="text-sm text-subtle">
          {hint}
        </div>
      ) : null}
    </div>
  );
}
