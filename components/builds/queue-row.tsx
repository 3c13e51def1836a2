"use client";
import type { BuildSnapshot } from "#components/builds/build-stream";
import type { TimeAxis } from "#components/builds/time-axis";
import { TimeBar } from "#components/builds/time-bar";
import { Duration } from "#components/ui/duration";
import { StatusMark } from "#components/ui/status-mark";

/** The wait for a worker, before the first step. */
export function QueueRow({ build, axis }: { build: BuildSnapshot["build"]; axis: TimeAxis }) {
  const { queuedAt, startedAt, finishedAt, queueMs } = build.timings;
  const isWaiting = build.status === "queued";
  const end = startedAt ?? finishedAt;
  return (
    <div className="border-b border-line px-3 py-1.5 pl-3.5">
      <div className="flex items-center gap-2 text-sm text-muted">
        <StatusMark
          status={isWaiting ? "queued" : "succeeded"}
          className={isWaiting ? undefined : "opacity-0"}
        />
        <span className="min-w-0 flex-1 truncate">
          {isWaiting ? "Waiting for a worker" : "Waited for a worker"}
        </span>
        <span className="tabular-nums">
          <Duration
            ms={queueMs ?? (end ? Date.parse(end) - Date.parse(queuedAt) : null)}
            since={isWaiting ? queuedAt : null}
          />
        </span>
      </div>
      <TimeBar
        axis={axis}
        from={Date.parse(queuedAt)}
        to={startedAt ? Date.parse(startedAt) : Number.POSITIVE_INFINITY}
        look={axis.isQueueShortened ? "shortened queue" : "queue"}
      />
    </div>
  );
}
