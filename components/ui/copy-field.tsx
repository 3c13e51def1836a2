"use client";
import type { ReactNode } from "react";
import { classes } from "#components/ui/classes";
import { CopyButton } from "#components/ui/copy-button";
import { shortenDigest } from "#lib/format/shorten-digest";

export interface CopyFieldProps {
  value: string;
  /** What it is, for the button's name: "reference". */
  what: string;
  /** Words above it. */
  label?: ReactNode;
  /** Several lines are kept as lines. */
  multiline?: boolean;
  className?: string;
}

/** A text to copy. A digest in it is shortened in the middle; copied, by button or by hand, it is whole. */
export function CopyField({ value, what, label, multiline, className }: CopyFieldProps) {
  return (
    <div className={className}>
      {label ? <p className="mb-1 text-sm text-subtle">{label}</p> : null}
      <div className="flex items-start gap-1 rounded-md border border-line-strong bg-sunken pr-1">
        <pre
          // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
          tabIndex={0}
          title={multiline ? undefined : value}
          onCopy={(event) => {
            const selected = window.getSelection()?.toString() ?? "";
            if (!selected.includes("…")) return;
            event.clipboardData.setData("text/plain", value);
            event.preventDefault();
          }}
          className={classes(
            "min-w-0 flex-1 overflow-x-auto px-2.5 py-2 text-sm [scrollbar-width:thin]",
            multiline ? "whitespace-pre" : "whitespace-nowrap",
          )}
        >
          <code>{multiline ? value : shortenDigest(value)}</code>
        </pre>
        <span className="py-1">
          <CopyButton value={value} what={what} />
        </span>
      </div>
    </div>
  );
}
