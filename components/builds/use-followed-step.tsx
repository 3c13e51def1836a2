"use client";
import { useRef } from "react";
import type { DisplayAttempt, DisplayStep } from "#components/builds/display-steps";

/**
 * Which step's end to keep in view while following: the one asked for as long as it runs, then one that
 * runs, of several the one that began first (the others wait for it), else the last that did.
 */
export function useFollowedStep(attempts: readonly DisplayAttempt[], wanted: number | null): number | null {
  const kept = useRef<number | null>(null);
  const steps = attempts.at(-1)?.steps ?? [];
  const isRunning = (index: number | null) =>
    steps.some((step) => step.index === index && step.state === "running");
  if (isRunning(wanted)) kept.current = wanted;
  else if (!isRunning(kept.current)) {
    const running = steps.filter((step) => step.state === "running").sort(byStart);
    const begun = steps.filter((step) => step.startedAt).sort(byStart);
    kept.current = (running[0] ?? begun.at(-1) ?? steps[0])?.index ?? null;
  }
  return kept.current;
}

function byStart(one: DisplayStep, other: DisplayStep): number {
  return Date.parse(one.startedAt ?? "") - Date.parse(other.startedAt ?? "") || one.index - other.index;
}
