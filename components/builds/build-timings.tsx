"use client";
import { hasEnded } from "#components/builds/build-status";
import type { BuildSnapshot } from "#components/builds/build-stream";
import { type DisplayAttempt, type DisplayStep, stepDuration } from "#components/builds/display-steps";
import { StepMark } from "#components/builds/step-mark";
import { StepTime } from "#components/builds/step-time";
import { Card } from "#components/ui/card";
import { Section } from "#components/ui/section";
import { type Column, Table } from "#components/ui/table";
import { useNow } from "#components/ui/use-now";
import { formatDuration } from "#lib/format/format-duration";

export interface BuildTimingsProps {
  build: BuildSnapshot["build"];
  attempts: readonly DisplayAttempt[];
  hrefOf: (step: number) => string;
}

/** Where the time went: by phase, then step by step, the slowest first. */
export function BuildTimings({ build, attempts, hrefOf }: BuildTimingsProps) {
  const { queuedAt, startedAt, finishedAt, queueMs, buildMs, pushMs, totalMs } = build.timings;
  const now = useNow(hasEnded(build.status) ? 0 : 1000);
  const steps = attempts.at(-1)?.steps ?? [];
  const end = finishedAt ? Date.parse(finishedAt) : now;
  const total = totalMs ?? end - Date.parse(queuedAt);
  const resolve = steps.find((step) => step.kind === "resolve");
  const phases = [
    { name: "Waiting for a worker", ms: queueMs ?? (startedAt ? null : end - Date.parse(queuedAt)) },
    { name: "Resolving base images", ms: resolve ? stepDuration(resolve, now) : null },
    { name: "Building in the engine", ms: buildMs ?? running(steps, "build", now) },
    { name: "Pushing to the registry", ms: pushMs ?? running(steps, "push", now) },
  ];
  const sorted = steps
    .filter((step) => step.startedAt)
    .sort((one, other) => (stepDuration(other, now) ?? 0) - (stepDuration(one, now) ?? 0));
  const columns: Column<DisplayStep>[] = [
    {
      id: "step",
      header: "Step",
      narrow: "title",
      cell: (step) => (
        <span className="flex min-w-0 items-center gap-2">
          <StepMark state={step.state} />
          <a
            href={hrefOf(step.index)}
            className="row-link min-w-0 truncate font-mono text-xs"
            title={step.title}
          >
            {step.title}
          </a>
        </span>
      ),
    },
    {
      id: "begin",
      header: "Began after",
      align: "end",
      width: "7rem",
      narrow: "hidden",
      cell: (step) => formatDuration(Date.parse(step.startedAt ?? "") - Date.parse(queuedAt)),
    },
    {
      id: "lines",
      header: "Log lines",
      align: "end",
      width: "6rem",
      narrow: "hidden",
      cell: (step) => step.lineCount.toLocaleString("en-US"),
    },
    {
      id: "time",
      header: "Time",
      align: "end",
      width: "6rem",
      narrow: "end",
      cell: (step) => <StepTime step={step} />,
    },
  ];
  return (
    <div className="flex flex-col gap-6">
      <Card padded>
        <dl className="grid grid-cols-[auto_1fr_auto] items-center gap-x-4 gap-y-2.5">
          {phases.map(({ name, ms }) => (
            <div key={name} className="contents">
              <dt className="text-muted">{name}</dt>
              <dd aria-hidden="true" className="h-1.5 rounded-full bg-sunken">
                <span
                  className="block h-full min-w-0.5 rounded-full bg-control"
                  style={{ width: `${Math.min(100, ((ms ?? 0) / Math.max(1, total)) * 100)}%` }}
                />
              </dd>
              <dd className="text-right tabular-nums">{ms === null ? "–" : formatDuration(ms)}</dd>
            </div>
          ))}
          <dt className="border-t border-line pt-2.5 font-medium">From request to record</dt>
          <dd aria-hidden="true" className="self-stretch border-t border-line" />
          <dd className="border-t border-line pt-2.5 text-right font-medium tabular-nums">
            {formatDuration(total, totalMs === null)}
          </dd>
        </dl>
      </Card>
      {sorted.length > 0 ? (
        <Section title="Steps, the slowest first">
          <Card>
            <Table
              label="Steps and their times"
              columns={columns}
              rows={sorted}
              rowKey={(step) => String(step.index)}
            />
          </Card>
        </Section>
      ) : null}
    </div>
  );
}

/** From the first beginning to the last end, or to now, of what of a kind has begun. */
function running(steps: readonly DisplayStep[], kind: DisplayStep["kind"], now: number): number | null {
  const begun = steps.filter((step) => step.kind === kind && step.startedAt);
  if (begun.length === 0) return null;
  const ends = begun.map((step) => (step.completedAt ? Date.parse(step.completedAt) : now));
  return Math.max(...ends) - Math.min(...begun.map((step) => Date.parse(step.startedAt ?? "")));
}
