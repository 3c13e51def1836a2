"use client";
import { useInfiniteQuery } from "@tanstack/react-query";
import { Send } from "lucide-react";
import { useSearchParams } from "next/navigation";
import { useReplaceSearch } from "#components/builds/use-replace-search";
import { Card } from "#components/ui/card";
import { Duration } from "#components/ui/duration";
import { EmptyState } from "#components/ui/empty-state";
import { ErrorState } from "#components/ui/error-state";
import { LoadMore } from "#components/ui/load-more";
import { SkeletonRows } from "#components/ui/skeleton";
import { type Column, Table } from "#components/ui/table";
import { TimeAgo } from "#components/ui/time-ago";
import { DeliveryDialog } from "#components/webhooks/delivery-dialog";
import { DeliveryStatus } from "#components/webhooks/delivery-status";
import { orpc } from "#lib/api/query";
import type { DeliverySummary, Webhook } from "#lib/webhooks/schemas";

/** What a webhook was sent, newest first; `?delivery=` opens one. */
export function DeliveryList({ team, webhook }: { team: string; webhook: Webhook }) {
  const replaceSearch = useReplaceSearch();
  const opened = useSearchParams().get("delivery");
  const query = useInfiniteQuery(
    orpc.webhooks.listDeliveries.infiniteOptions({
      input: (cursor: string | undefined) => ({ team, id: webhook.id, cursor, limit: 30 }),
      initialPageParam: undefined as string | undefined,
      getNextPageParam: ({ nextCursor }) => nextCursor ?? undefined,
    }),
  );
  const rows = query.data?.pages.flatMap(({ items }) => items) ?? [];
  return (
    <Card>
      {query.isPending ? (
        <SkeletonRows rows={3} label="Loading the deliveries" />
      ) : query.isError && rows.length === 0 ? (
        <ErrorState error={query.error} title="The deliveries could not be loaded" retry={query.refetch} />
      ) : rows.length === 0 ? (
        <EmptyState icon={<Send />} title="Nothing was sent yet">
          What it is sent stands here, with the request and the answer. Send a test to see whether it arrives.
        </EmptyState>
      ) : (
        <>
          <Table
            label="Deliveries"
            columns={columns((id) => replaceSearch({ delivery: id }))}
            rows={rows}
            rowKey={({ id }) => id}
          />
          <LoadMore query={query} shown={rows.length} />
        </>
      )}
      <DeliveryDialog
        team={team}
        webhook={webhook}
        delivery={opened}
        onOpen={(id) => replaceSearch({ delivery: id })}
        onClose={() => replaceSearch({ delivery: null })}
      />
    </Card>
  );
}

const columns = (open: (id: string) => void): readonly Column<DeliverySummary>[] => [
  {
    id: "status",
    header: "Status",
    width: "9rem",
    cell: (delivery) => <DeliveryStatus delivery={delivery} />,
  },
  {
    id: "event",
    header: "Event",
    narrow: "title",
    cell: ({ id, event, subject }) => (
      <span className="flex min-w-0 items-baseline gap-2 [contain:inline-size] max-sm:flex-col max-sm:gap-0 max-sm:[contain:none]">
        <button type="button" onClick={() => open(id)} className="row-link shrink-0 font-mono text-sm">
          {event}
        </button>
        <span className="min-w-0 truncate text-sm text-muted">{subject}</span>
      </span>
    ),
  },
  {
    id: "answer",
    header: "Answer",
    width: "6rem",
    cell: ({ responseStatus, attempts }) => (
      <span className="text-muted tabular-nums">
        {responseStatus ?? (attempts > 0 ? "None" : "–")}
        {attempts > 1 ? <span className="text-subtle"> ×{attempts}</span> : null}
      </span>
    ),
  },
  {
    id: "took",
    header: "Took",
    align: "end",
    width: "6rem",
    narrow: "hidden",
    cell: ({ durationMs }) => <Duration ms={durationMs} />,
  },
  {
    id: "at",
    header: "Asked for",
    align: "end",
    width: "8rem",
    narrow: "end",
    cell: ({ createdAt }) => (
      <span className="text-muted">
        <TimeAgo time={createdAt} />
      </span>
    ),
  },
];
