"use client";
import { useQuery } from "@tanstack/react-query";
import { Hourglass } from "lucide-react";
import { useQueueColumns } from "#components/queue/queue-columns";
import { QUEUE_INPUT } from "#components/queue/queue-input";
import { Card } from "#components/ui/card";
import { EmptyState } from "#components/ui/empty-state";
import { ErrorState } from "#components/ui/error-state";
import { Section } from "#components/ui/section";
import { SkeletonRows } from "#components/ui/skeleton";
import { Table } from "#components/ui/table";
import { orpc } from "#lib/api/query";
import { formatCount } from "#lib/format/format-count";

/** What waits for a worker, in the order in which it is taken up, and why each does; live. */
export function QueueList() {
  const queue = useQuery(orpc.queue.list.queryOptions({ input: QUEUE_INPUT }));
  const columns = useQueueColumns();
  const rows = queue.data?.items.map((entry, index) => ({ ...entry, place: index + 1 }));
  const rest = queue.data ? queue.data.waiting - queue.data.items.length : 0;
  return (
    <Section
      title="Queue"
      description="What people asked for comes before what programs did, and teams take turns. Raised builds come first in their team."
      action={
        queue.data && queue.data.waiting > 0 ? (
          <p role="status" className="text-sm text-muted tabular-nums">
            {formatCount(queue.data.waiting, "build")} {queue.data.waiting === 1 ? "waits" : "wait"}
          </p>
        ) : null
      }
    >
      <Card>
        {rows ? (
          rows.length > 0 ? (
            <Table
              label="Builds that wait, in order"
              columns={columns}
              rows={rows}
              rowKey={({ build, place }) => build?.id ?? `place ${place}`}
            />
          ) : (
            <EmptyState icon={<Hourglass />} title="Nothing waits">
              A build that finds no free worker waits here, with its place and about when it begins.
            </EmptyState>
          )
        ) : queue.error ? (
          <ErrorState error={queue.error} title="The queue could not be loaded" retry={queue.refetch} />
        ) : (
          <SkeletonRows rows={3} label="Loading the queue" />
        )}
        {rest > 0 ? (
          <p className="border-t border-line px-4 py-2.5 text-sm text-muted">
            {`and ${formatCount(rest, "build")} more after these.`}
          </p>
        ) : null}
      </Card>
    </Section>
  );
}
