"use client";
import { memo } from "react";
import { type DisplayStep, stepDuration } from "#components/builds/display-steps";
import { STEP_WORD, StepMark } from "#components/builds/step-mark";
import { StepTime } from "#components/builds/step-time";
import type { TimeAxis } from "#components/builds/time-axis";
import { TimeBar } from "#components/builds/time-bar";
import { classes } from "#components/ui/classes";

export interface StepRowProps {
  step: DisplayStep;
  axis: TimeAxis;
  now: number;
  isSelected: boolean;
  /** It took longest by far. */
  isSlowest: boolean;
  onSelect: (step: number) => void;
}

/** A step: its state, its name, its time, and the bar that says when. */
export const StepRow = memo(function StepRow(props: StepRowProps) {
  const { step, axis, now, isSelected, isSlowest, onSelect } = props;
  const took = stepDuration(step, now);
  return (
    <li className="border-b border-line last:border-0">
      <a
        href={`#step-${step.index}`}
        aria-current={isSelected ? "step" : undefined}
        data-step={step.index}
        onClick={(event) => {
          if (event.metaKey || event.ctrlKey || event.shiftKey) return;
          event.preventDefault();
          onSelect(step.index);
        }}
        className={classes(
          "block border-l-2 px-3 py-1.5 focus-visible:-outline-offset-2",
          isSelected ? "border-accent bg-hover" : "border-transparent hover:bg-hover",
        )}
      >
        <span className="flex items-center gap-2 text-sm">
          <StepMark state={step.state} />
          <span className="sr-only">{STEP_WORD[step.state]}: </span>
          <code
            title={step.title}
            className={classes(
              "min-w-0 flex-1 truncate text-xs leading-5",
              step.state === "failed" && "text-danger",
              (step.state === "cached" || step.state === "skipped") && "text-muted",
            )}
          >
            {step.title}
          </code>
          <span
            className={classes(
              "shrink-0 tabular-nums",
              isSlowest ? "font-medium text-fg" : step.state === "running" ? "text-accent" : "text-muted",
            )}
          >
            <StepTime step={step} />
          </span>
        </span>
        <TimeBar
          axis={axis}
          from={step.startedAt ? Date.parse(step.startedAt) : null}
          to={step.startedAt && took !== null ? Date.parse(step.startedAt) + took : null}
          look={isSlowest && step.state === "succeeded" ? "slowest" : step.state}
        />
      </a>
    </li>
  );
});
