"use client";
import { ChevronDown, ChevronRight } from "lucide-react";
import { CopyLogButton } from "#components/builds/copy-log-button";
import type { DisplayStep } from "#components/builds/display-steps";
import { STEP_WORD, StepMark } from "#components/builds/step-mark";
import { StepTime } from "#components/builds/step-time";
import { classes } from "#components/ui/classes";
import styles from "./log.module.css";

export const HEADING_HEIGHT = 34;

export interface LogHeadingProps {
  step: DisplayStep;
  lineCount: number;
  isFolded: boolean;
  onToggle: (step: number) => void;
  /** The one that stays at the top while its lines go by. */
  isPinned?: boolean;
  /** Where the step's log can be had as text. */
  textUrl: string;
}

/** The heading of a step in the log; pressed, it folds the step's lines. */
export function LogHeading(props: LogHeadingProps) {
  const { step, lineCount, isFolded, onToggle, isPinned, textUrl } = props;
  const Chevron = isFolded ? ChevronRight : ChevronDown;
  return (
    <div
      data-heading={isPinned ? undefined : step.index}
      className={classes(
        "group flex items-center gap-2 border-b border-line pr-2 pl-2 text-sm",
        styles.heading,
        isPinned && "shadow-[0_2px_6px_-2px_var(--shadow)]",
      )}
      style={{ height: HEADING_HEIGHT }}
    >
      <button
        type="button"
        disabled={lineCount === 0}
        aria-expanded={lineCount === 0 ? undefined : !isFolded}
        onClick={() => onToggle(step.index)}
        className="flex h-full min-w-0 flex-1 items-center gap-2 rounded-sm text-left focus-visible:-outline-offset-2"
      >
        <Chevron
          className={classes("size-3.5 shrink-0 text-subtle", lineCount === 0 && "invisible")}
          aria-hidden="true"
        />
        <StepMark state={step.state} />
        <span className="sr-only">{STEP_WORD[step.state]}: </span>
        <code className={classes("min-w-0 truncate", step.state === "failed" && "text-danger")}>
          {step.title}
        </code>
      </button>
      {lineCount > 0 ? (
        <span className="opacity-0 group-focus-within:opacity-100 group-hover:opacity-100 pointer-coarse:hidden">
          <CopyLogButton url={textUrl} label="Copy the step’s log" />
        </span>
      ) : null}
      <span className="shrink-0 text-xs text-subtle tabular-nums max-sm:hidden">
        {lineCount > 0 ? `${lineCount.toLocaleString("en-US")} ${lineCount === 1 ? "line" : "lines"}` : null}
      </span>
      <span className="w-16 shrink-0 text-right text-muted tabular-nums">
        <StepTime step={step} />
      </span>
    </div>
  );
}
