"use client";
import { ChevronDown, ChevronRight } from "lucide-react";
import { type ReactNode, useMemo, useState } from "react";
import { hasEnded } from "#components/builds/build-status";
import type { BuildSnapshot } from "#components/builds/build-stream";
import type { DisplayAttempt } from "#components/builds/display-steps";
import { QueueRow } from "#components/builds/queue-row";
import { StepRow } from "#components/builds/step-row";
import { timeAxis } from "#components/builds/time-axis";
import { useNow } from "#components/ui/use-now";

export interface StepListProps {
  build: BuildSnapshot["build"];
  attempts: readonly DisplayAttempt[];
  selected: number | null;
  onSelect: (step: number) => void;
}

/** The steps of a build, each with its time and its place on the time axis that all share. */
export function StepList({ build, attempts, selected, onSelect }: StepListProps) {
  const { queuedAt, startedAt, finishedAt } = build.timings;
  const isOver = hasEnded(build.status);
  const now = useNow(isOver ? 0 : 500);
  const current = attempts.at(-1);
  const axis = useMemo(
    () =>
      timeAxis({
        queued: Date.parse(queuedAt),
        started: startedAt ? Date.parse(startedAt) : null,
        end: finishedAt ? Date.parse(finishedAt) : Math.max(now, Date.parse(queuedAt)),
      }),
    [queuedAt, startedAt, finishedAt, now],
  );
  const slowest = slowestOf(current);
  return (
    <nav aria-label="Steps" className="flex flex-col">
      <QueueRow build={build} axis={axis} />
      {attempts.slice(0, -1).map((attempt) => (
        <EarlierAttempt key={attempt.attempt} attempt={attempt}>
          <ol>
            {attempt.steps.map((step) => (
              <StepRow
                key={step.index}
                step={step}
                axis={axis}
                now={now}
                isSelected={step.index === selected}
                isSlowest={false}
                onSelect={onSelect}
              />
            ))}
          </ol>
        </EarlierAttempt>
      ))}
      <ol>
        {current?.steps.map((step) => (
          <StepRow
            key={step.index}
            step={step}
            axis={axis}
            now={now}
            isSelected={step.index === selected}
            isSlowest={step.index === slowest}
            onSelect={onSelect}
          />
        ))}
      </ol>
    </nav>
  );
}

function EarlierAttempt({ attempt, children }: { attempt: DisplayAttempt; children: ReactNode }) {
  const [isOpen, setIsOpen] = useState(false);
  const Chevron = isOpen ? ChevronDown : ChevronRight;
  return (
    <div className="border-b border-line">
      <button
        type="button"
        aria-expanded={isOpen}
        onClick={() => setIsOpen(!isOpen)}
        className="flex h-9 w-full items-center gap-2 px-3 text-left text-sm text-muted hover:text-fg focus-visible:-outline-offset-2"
      >
        <Chevron className="size-4 text-subtle" aria-hidden="true" />
        Attempt {attempt.attempt}
        <span className="text-subtle">· {attempt.steps.length} steps, taken up again</span>
      </button>
      {isOpen ? children : null}
    </div>
  );
}

/** The step that took longest, where one clearly did. */
function slowestOf(attempt: DisplayAttempt | undefined): number | null {
  const took = (attempt?.steps ?? [])
    .filter((step) => step.startedAt && step.completedAt && step.state !== "cached")
    .map((step) => ({
      index: step.index,
      ms: Date.parse(step.completedAt ?? "") - Date.parse(step.startedAt ?? ""),
    }))
    .sort((one, other) => other.ms - one.ms);
  const [first, second] = took;
  return first && first.ms >= 1000 && first.ms > 1.25 * (second?.ms ?? 0) ? first.index : null;
}
