"use client";
import { Search, X } from "lucide-react";
import { type ComponentProps, useRef } from "react";
import { classes } from "#components/ui/classes";
import { CONTROL } from "#components/ui/input";
import { Kbd } from "#components/ui/kbd";

export interface SearchInputProps
  extends Omit<ComponentProps<"input">, "className" | "style" | "value" | "onChange" | "type"> {
  /** Its accessible name. */
  label: string;
  value: string;
  onValueChange: (value: string) => void;
  /** The key that brings the focus here, shown while it is empty. */
  keys?: string;
  className?: string;
}

/** A field to search with; Escape empties it. */
export function SearchInput({
  label,
  value,
  onValueChange,
  keys,
  className,
  ref,
  ...rest
}: SearchInputProps) {
  const own = useRef<HTMLInputElement>(null);
  return (
    <div className={classes("relative", className)}>
      <Search
        className="pointer-events-none absolute inset-y-0 left-2.5 my-auto size-4 text-subtle"
        aria-hidden="true"
      />
      <input
        {...rest}
        ref={(element) => {
          own.current = element;
          if (typeof ref === "function") return ref(element);
          if (ref) ref.current = element;
        }}
        type="search"
        aria-label={label}
        value={value}
        onChange={(event) => onValueChange(event.target.value)}
        onKeyDown={(event) => {
          rest.onKeyDown?.(event);
          if (event.key !== "Escape" || event.defaultPrevented) return;
          if (value) onValueChange("");
          else event.currentTarget.blur();
        }}
        className={classes(
          CONTROL,
          "h-8 pr-8 pl-8 text-sm pointer-coarse:h-10 pointer-coarse:text-lg [&::-webkit-search-cancel-button]:hidden",
        )}
      />
      {value ? (
        <button
          type="button"
          aria-label="Clear the search"
          onClick={() => {
            onValueChange("");
            own.current?.focus();
          }}
          className="absolute inset-y-0 right-1 my-auto flex size-6 items-center justify-center rounded-sm text-subtle hover:text-fg"
        >
          <X className="size-4" aria-hidden="true" />
        </button>
      ) : keys ? (
        <span className="pointer-events-none absolute inset-y-0 right-2 flex items-center pointer-coarse:hidden">
          <Kbd keys={keys} />
        </span>
      ) : null}
    </div>
  );
}
