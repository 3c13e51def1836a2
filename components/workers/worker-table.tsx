"use client";
import Link from "next/link";
import { type Column, Table } from "#components/ui/table";
import { TimeAgo } from "#components/ui/time-ago";
import { RunningBuilds } from "#components/workers/running-builds";
import { Slots } from "#components/workers/slots";
import { WorkerActions } from "#components/workers/worker-actions";
import { WorkerLabels } from "#components/workers/worker-labels";
import { WorkerMeters } from "#components/workers/worker-meters";
import { WorkerState } from "#components/workers/worker-state";
import { isAway } from "#lib/workers/is-away";
import type { Worker } from "#lib/workers/schemas";

const COLUMNS: readonly Column<Worker>[] = [
  {
    id: "name",
    header: "Worker",
    width: "15rem",
    narrow: "title",
    cell: (worker) => (
      <span className="flex min-w-0 flex-col gap-0.5 py-1">
        <Link
          href={`/workers/${encodeURIComponent(worker.name)}`}
          className="row-link w-fit font-medium wrap-anywhere"
        >
          {worker.name}
        </Link>
        <span className="flex flex-wrap gap-x-2 text-sm">
          <WorkerState worker={worker} />
          {isAway(worker) ? null : (
            <span className="whitespace-nowrap text-subtle">
              seen <TimeAgo time={worker.lastSeenAt} />
            </span>
          )}
        </span>
        {worker.stateReason && worker.state !== "active" ? (
          <span className="text-sm text-muted wrap-anywhere">{worker.stateReason}</span>
        ) : null}
        {worker.details?.problem && worker.trouble ? (
          <span className="text-sm text-muted wrap-anywhere">{worker.details.problem}</span>
        ) : null}
      </span>
    ),
  },
  {
    id: "builds",
    header: "Builds",
    narrow: "meta",
    cell: (worker) =>
      isAway(worker) && worker.busy === 0 ? null : (
        <span className="relative flex flex-col gap-1 py-1">
          <Slots busy={worker.busy} concurrency={worker.concurrency} />
          <RunningBuilds worker={worker} />
        </span>
      ),
  },
  {
    id: "engine",
    header: "Engine",
    width: "10rem",
    narrow: "meta",
    cell: ({ engineVersion, platform, labels }) => (
      <span className="flex flex-col items-start gap-1 py-1">
        <span className="max-sm:inline">
          {platform ?? "–"} <span className="text-subtle">{engineVersion}</span>
        </span>
        <WorkerLabels labels={labels} />
      </span>
    ),
  },
];

const METERS: Column<Worker> = {
  id: "host",
  header: "Host",
  width: "17rem",
  narrow: "meta",
  cell: (worker) =>
    worker.details && !isAway(worker) ? (
      <span className="block py-1.5">
        <WorkerMeters details={worker.details} />
      </span>
    ) : null,
};

const ACTIONS: Column<Worker> = {
  id: "actions",
  header: <span className="sr-only">Actions</span>,
  width: "3.5rem",
  align: "end",
  narrow: "end",
  cell: (worker) => (
    <span className="relative">
      <WorkerActions worker={worker} as="menu" />
    </span>
  ),
};

/** Workers, each with what it does; administrators see their hosts, and can pause and drain them. */
export function WorkerTable({ workers, isAdmin }: { workers: readonly Worker[]; isAdmin: boolean }) {
  return (
    <Table
      label="Workers"
      columns={isAdmin ? [...COLUMNS, METERS, ACTIONS] : COLUMNS}
      rows={workers}
      rowKey={({ name }) => name}
      rowClass={(worker) => (isAway(worker) ? "text-muted" : undefined)}
    />
  );
}
