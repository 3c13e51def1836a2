"use client";
import type { ReactNode, RefObject } from "react";
import { definePart, usePart } from "#components/ui/part";

export interface DialogProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: ReactNode;
  description?: ReactNode;
  /** Buttons at the bottom right, the one to press last. */
  footer?: ReactNode;
  /** Cannot be closed by Escape, the cross or a press outside. */
  firm?: boolean;
  size?: "sm" | "md" | "lg";
  initialFocus?: RefObject<HTMLElement | null>;
  children?: ReactNode;
}

const surface = definePart("The dialog", () => import("#components/ui/dialog-surface"));

/** A dialog over the page; on a narrow screen it sits at the bottom edge. */
export function Dialog(props: DialogProps) {
  const is = usePart(surface, props.open);
  return is && <is.DialogSurface {...props} />;
}
