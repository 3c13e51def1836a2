"use client";
import {
  cloneElement,
  type HTMLAttributes,
  type ReactElement,
  type ReactNode,
  useEffect,
  useId,
} from "react";
import { type TooltipWords, tooltipWords } from "#components/ui/tooltip-words";

export interface TooltipProps {
  /** What it says; never the only place where something important stands. */
  label: ReactNode;
  /** A key that does the same. */
  keys?: string;
  side?: TooltipWords["side"];
  /** The one element it explains. */
  children: ReactElement<HTMLAttributes<Element>>;
}

/** Words that appear beside an element under the pointer or with the focus. */
export function Tooltip({ label, keys, side = "top", children }: TooltipProps) {
  const id = useId();
  useEffect(() => () => tooltipWords.close(id), [id]);
  const words = (anchor: Element) => ({ id, anchor, label, keys, side });
  const own = children.props;
  return cloneElement(children, {
    onPointerEnter: (event) => {
      own.onPointerEnter?.(event);
      if (event.pointerType !== "touch") tooltipWords.askFor(words(event.currentTarget));
    },
    onPointerLeave: (event) => {
      own.onPointerLeave?.(event);
      tooltipWords.leave(id);
    },
    onPointerDown: (event) => {
      own.onPointerDown?.(event);
      tooltipWords.close(id);
    },
    onFocus: (event) => {
      own.onFocus?.(event);
      if (event.currentTarget.matches(":focus-visible")) tooltipWords.show(words(event.currentTarget));
    },
    onBlur: (event) => {
      own.onBlur?.(event);
      tooltipWords.close(id);
    },
    onClick: (event) => {
      own.onClick?.(event);
      tooltipWords.close(id);
    },
  });
}
