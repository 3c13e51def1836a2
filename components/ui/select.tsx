"use client";
import { Select as Base } from "@base-ui/react/select";
import { Check, ChevronsUpDown } from "lucide-react";
import type { ReactNode } from "react";
import { classes } from "#components/ui/classes";
import { CONTROL } from "#components/ui/input";
import { POPUP, POPUP_ITEM } from "#components/ui/popup";

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
  name?: string;
  disabled?: boolean;
  className?: string;
}

/** One of a few options. Inside a Field pass `custom` to that. */
export function Select<Value extends string>(props: SelectProps<Value>) {
  const { options, value, onValueChange, label, prefix, size = "md", name, disabled, className } = props;
  return (
    <Base.Root
      items={options.map(({ value, label }) => ({ value, label }))}
      value={value}
      onValueChange={(next) => next !== null && onValueChange(next as Value)}
      name={name}
      disabled={disabled}
      modal={false}
    >
      <Base.Trigger
        aria-label={label}
        className={classes(
          CONTROL,
          "flex items-center justify-between gap-2 px-2.5 text-left select-none",
          size === "sm" ? "h-8 text-sm pointer-coarse:h-10" : "h-9 text-base pointer-coarse:h-11",
          className,
        )}
      >
        <span className="min-w-0 truncate">
          {prefix ? <span className="text-subtle">{prefix} </span> : null}
          <Base.Value />
        </span>
        <Base.Icon className="shrink-0 text-subtle">
          <ChevronsUpDown className="size-3.5" aria-hidden="true" />
        </Base.Icon>
      </Base.Trigger>
      <Base.Portal>
        <Base.Positioner sideOffset={4} alignItemWithTrigger={false} align="start">
          <Base.Popup className={classes(POPUP, "min-w-(--anchor-width)")}>
            <Base.List className="max-h-[min(24rem,var(--available-height))] overflow-y-auto">
              {options.map((option) => (
                <Base.Item key={option.value} value={option.value} className={classes(POPUP_ITEM, "pr-3")}>
                  <span className="flex size-4 shrink-0 items-center">
                    <Base.ItemIndicator>
                      <Check className="size-4 text-accent" aria-hidden="true" />
                    </Base.ItemIndicator>
                  </span>
                  <span className="min-w-0">
                    <Base.ItemText className="block truncate">{option.label}</Base.ItemText>
                    {option.hint ? <span className="block text-xs text-subtle">{option.hint}</span> : null}
                  </span>
                </Base.Item>
              ))}
            </Base.List>
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}
