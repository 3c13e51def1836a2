"use client";
import type { ComponentProps } from "react";
import { classes } from "#components/ui/classes";
import { useFieldControl } from "#components/ui/field";

/** The look of what one types into or chooses from. */
export const CONTROL =
  "w-full rounded-md border border-control bg-raised text-fg transition-colors hover:border-muted focus-visible:border-accent focus-visible:outline-offset-0 disabled:opacity-55 aria-invalid:border-danger";

export interface InputProps extends Omit<ComponentProps<"input">, "className" | "style" | "size"> {
  /** For names, tags and digests. */
  mono?: boolean;
  className?: string;
}

/** A line of text. 16 px on touch screens, or iOS zooms in. */
export function Input({ mono, className, ...rest }: InputProps) {
  return (
    <input
      {...useFieldControl()}
      {...rest}
      className={classes(
        CONTROL,
        "h-9 px-2.5 text-base pointer-coarse:h-11 pointer-coarse:text-lg",
        mono && "font-mono",
        className,
      )}
    />
  );
}
