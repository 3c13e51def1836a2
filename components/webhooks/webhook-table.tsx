"use client";
import Link from "next/link";
import { Card } from "#components/ui/card";
import { type Column, Table } from "#components/ui/table";
import { TimeAgo } from "#components/ui/time-ago";
import { WebhookState } from "#components/webhooks/webhook-state";
import { formatCount } from "#lib/format/format-count";
import type { Webhook } from "#lib/webhooks/schemas";

const COLUMNS = (team: string): readonly Column<Webhook>[] => [
  {
    id: "url",
    header: "Address",
    narrow: "title",
    cell: (webhook) => (
      <span className="flex min-w-0 [contain:inline-size] max-sm:[contain:none]">
        <Link
          href={`/teams/${team}?tab=webhooks&webhook=${webhook.id}`}
          scroll={false}
          title={webhook.url}
          className="row-link truncate font-mono text-sm max-sm:max-w-[60vw]"
        >
          {webhook.url}
        </Link>
      </span>
    ),
  },
  {
    id: "state",
    header: "State",
    width: "10rem",
    cell: (webhook) => <WebhookState webhook={webhook} />,
  },
  {
    id: "image",
    header: "Told of",
    width: "14rem",
    cell: ({ image, imageGone, events }) => (
      <span className="text-muted" title={events.join(", ")}>
        {image === null ? "All images" : imageGone ? <s title="The image is gone">{image}</s> : image}
        {` · ${formatCount(events.length, "event")}`}
      </span>
    ),
  },
  {
    id: "last",
    header: "Last sent",
    align: "end",
    width: "8rem",
    narrow: "meta",
    cell: ({ lastDelivery }) => (
      <span className="text-muted">
        {lastDelivery ? <TimeAgo time={lastDelivery.createdAt} /> : <span className="max-sm:hidden">–</span>}
      </span>
    ),
  },
];

/** A team's webhooks, each leading to its deliveries. */
export function WebhookTable({ team, webhooks }: { team: string; webhooks: readonly Webhook[] }) {
  return (
    <Card>
      <Table label="Webhooks" columns={COLUMNS(team)} rows={webhooks} rowKey={({ id }) => id} />
    </Card>
  );
}
