"use client";
import { mergeProps } from "@base-ui/react/merge-props";
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
  children: ReactElement<HTMLAttributes<HTMLElement>>;
}

/** Words that appear beside an element under the pointer or with the focus. */
export function Tooltip({ label, keys, side = "top", children }: TooltipProps) {
  const id = useId();
  useEffect(() => () => tooltipWords.close(id), [id]);
  const words = (anchor: Element) => ({ id, anchor, label, keys, side });
  const close = () => tooltipWords.close(id);
  return cloneElement(
    children,
    mergeProps<"span">(children.props, {
      onPointerEnter: ({ currentTarget, pointerType }) => {
        if (pointerType !== "touch") tooltipWords.askFor(words(currentTarget));
      },
      onPointerLeave: () => tooltipWords.leave(id),
      onFocus: ({ currentTarget }) => {
        if (currentTarget.matches(":focus-visible")) tooltipWords.show(words(currentTarget));
      },
      onPointerDown: close,
      onBlur: close,
      onClick: close,
    }),
  );
}
