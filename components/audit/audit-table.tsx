"use client";
import { listChanges } from "#components/audit/list-changes";
import { Badge } from "#components/ui/badge";
import { type Column, Table } from "#components/ui/table";
import { TimeAgo } from "#components/ui/time-ago";
import type { AuditEvent } from "#lib/audit/schemas";

export interface AuditTableProps {
  events: readonly AuditEvent[];
  onOpen: (id: string) => void;
}

/** Who did what to what, and what changed by it; a row opens the whole of it. */
export function AuditTable({ events, onOpen }: AuditTableProps) {
  const columns: readonly Column<AuditEvent>[] = [
    {
      id: "at",
      header: "When",
      width: "7rem",
      narrow: "end",
      cell: ({ at }) => (
        <span className="text-muted">
          <TimeAgo time={at} />
        </span>
      ),
    },
    {
      id: "who",
      header: "Who",
      width: "11rem",
      narrow: "title",
      cell: ({ actor }) => (
        <span className="block max-w-[11rem] truncate max-sm:max-w-[55vw]" title={actor.name}>
          {actor.kind === "system" ? <span className="text-muted">{actor.name}</span> : actor.name}
        </span>
      ),
    },
    {
      id: "action",
      header: "What",
      width: "11rem",
      cell: ({ action }) => <Badge mono>{action}</Badge>,
    },
    {
      id: "target",
      header: "On",
      cell: (event) => (
        <span className="flex min-w-0 items-baseline gap-2 [contain:inline-size] max-sm:[contain:none]">
          <button
            type="button"
            onClick={() => onOpen(event.id)}
            className="row-link max-w-[60%] shrink-0 truncate text-left font-medium max-sm:max-w-full max-sm:wrap-anywhere max-sm:whitespace-normal"
          >
            {event.target}
          </button>
          <span className="min-w-0 truncate text-muted max-sm:hidden">{summaryOf(event)}</span>
        </span>
      ),
    },
    {
      id: "from",
      header: "From",
      width: "9rem",
      narrow: "hidden",
      align: "end",
      cell: ({ ip }) => <span className="font-mono text-log text-subtle">{ip ?? "–"}</span>,
    },
  ];
  return <Table label="Events" columns={columns} rows={events} rowKey={({ id }) => id} />;
}

function summaryOf({ before, after }: AuditEvent): string {
  return listChanges(before, after)
    .filter((change) => before !== null || change.after !== "null")
    .slice(0, 3)
    .map(({ name, before: old, after: now }) => {
      const [from, to] = [old, now].map(
        (text) => text && (text.length > 40 ? `${text.slice(0, 40)}…` : text),
      );
      if (from === undefined) return `${name}: ${to || "empty"}`;
      return to === undefined
        ? `${name} was ${from || "empty"}`
        : `${name}: ${from || "empty"} → ${to || "empty"}`;
    })
    .join(" · ");
}
