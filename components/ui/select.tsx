"use client";
import { ChevronsUpDown } from "lucide-react";
import type { ReactNode } from "react";
import { classes } from "#components/ui/classes";
import { useFieldControl } from "#components/ui/field";
import { CONTROL } from "#components/ui/input";
import { definePart } from "#components/ui/part";
import { useStandIn } from "#components/ui/use-stand-in";

export interface SelectOption<Value extends string> {
  value: Value;
  label: ReactNode;
  /** A second line in the list. */
  hint?: ReactNode;
}

export interface SelectProps<Value extends string> {
  options: readonly SelectOption<Value>[];
  value: Value;
  onValueChange: (value: Value) => void;
  /** Its accessible name where no Field labels it. */
  label?: string;
  /** Stands before the chosen option: "Sort: Recently changed". */
  prefix?: string;
  size?: "sm" | "md";
  disabled?: boolean;
  className?: string;
}

const surface = definePart("The list", () => import("#components/ui/select-surface"));

/** One of a few options. Inside a Field pass `custom` to that. */
export function Select<Value extends string>(props: SelectProps<Value>) {
  const { options, value, label, prefix, size = "md", disabled, className } = props;
  const field = useFieldControl();
  const control = (
    <button
      {...field}
      type="button"
      aria-label={label}
      disabled={disabled}
      className={classes(
        CONTROL,
        "flex items-center justify-between gap-2 px-2.5 text-left select-none",
        size === "sm" ? "h-8 text-sm pointer-coarse:h-10" : "h-9 text-base pointer-coarse:h-11",
        className,
      )}
    >
      <span className="min-w-0 truncate">
        {prefix ? <span className="text-subtle">{prefix} </span> : null}
        {options.find((option) => option.value === value)?.label}
      </span>
      <ChevronsUpDown className="size-3.5 shrink-0 text-subtle" aria-hidden="true" />
    </button>
  );
  const { plain, real } = useStandIn(surface, control, "listbox");
  if (!real) return plain;
  const { is, ...state } = real;
  return <is.SelectSurface {...props} {...state} control={control} />;
}
