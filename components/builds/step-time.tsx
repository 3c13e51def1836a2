"use client";
import type { DisplayStep } from "#components/builds/display-steps";
import { STEP_WORD } from "#components/builds/step-mark";
import { Duration } from "#components/ui/duration";

/** How long a step took or has taken, or why it took no time. */
export function StepTime({ step }: { step: DisplayStep }) {
  if (step.state === "cached" || step.state === "waiting" || step.state === "skipped") {
    return <span className="text-subtle">{STEP_WORD[step.state]}</span>;
  }
  const took =
    step.startedAt && step.completedAt ? Date.parse(step.completedAt) - Date.parse(step.startedAt) : null;
  if (took === null && step.state !== "running") return <span className="text-subtle">Stopped</span>;
  return <Duration ms={took} since={step.startedAt} />;
}
