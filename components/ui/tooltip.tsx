"use client";
import { Tooltip as Base } from "@base-ui/react/tooltip";
import type { ReactElement, ReactNode } from "react";
import { Kbd } from "#components/ui/kbd";

export interface TooltipProps {
  /** What it says; never the only place where something important stands. */
  label: ReactNode;
  /** A key that does the same. */
  keys?: string;
  side?: "top" | "bottom" | "left" | "right";
  /** The one element it explains. */
  children: ReactElement;
}

/** Words that appear beside an element under the pointer or with the focus. */
export function Tooltip({ label, keys, side = "top", children }: TooltipProps) {
  return (
    <Base.Root>
      <Base.Trigger render={children} delay={400} />
      <Base.Portal>
        <Base.Positioner side={side} sideOffset={6}>
          <Base.Popup className="flex max-w-72 items-center gap-2 rounded-md bg-fg px-2 py-1 text-xs text-bg shadow-pop transition-opacity data-ending-style:opacity-0 data-starting-style:opacity-0">
            {label}
            {keys ? <Kbd keys={keys} inverse /> : null}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}
