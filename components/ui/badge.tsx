import type { ReactNode } from "react";
import { classes } from "#components/ui/classes";

const TONE = {
  neutral: "border-line-strong text-muted",
  accent: "border-accent/40 bg-accent-soft text-accent",
  success: "border-success/40 bg-success-soft text-success",
  warning: "border-warning/40 bg-warning-soft text-warning",
  danger: "border-danger/40 bg-danger-soft text-danger",
  info: "border-info/40 bg-info-soft text-info",
};

export interface BadgeProps {
  tone?: keyof typeof TONE;
  /** For tags: "3.2", "latest". */
  mono?: boolean;
  children: ReactNode;
}

/** A word or a tag in a frame. */
export function Badge({ tone = "neutral", mono, children }: BadgeProps) {
  return (
    <span
      className={classes(
        "inline-flex h-5 shrink-0 items-center gap-1 rounded-sm align-middle border px-1.5 text-xs whitespace-nowrap",
        mono ? "font-mono" : "font-medium",
        TONE[tone],
      )}
    >
      {children}
    </span>
  );
}
