"use client";
import type { ComponentProps } from "react";
import { classes } from "#components/ui/classes";
import { useFieldControl } from "#components/ui/field";
import { CONTROL } from "#components/ui/input";

export interface TextareaProps extends Omit<ComponentProps<"textarea">, "className" | "style"> {
  className?: string;
}

/** Several lines of text, growing with them. */
export function Textarea({ className, rows = 2, ...rest }: TextareaProps) {
  return (
    <textarea
      {...useFieldControl()}
      {...rest}
      rows={rows}
      className={classes(
        CONTROL,
        "field-sizing-content min-h-16 resize-y px-2.5 py-1.5 text-base pointer-coarse:text-lg",
        className,
      )}
    />
  );
}
