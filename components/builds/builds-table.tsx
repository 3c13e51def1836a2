"use client";
import Link from "next/link";
import { Badge } from "#components/ui/badge";
import { Bytes } from "#components/ui/bytes";
import { Duration } from "#components/ui/duration";
import { StatusBadge } from "#components/ui/status-badge";
import { type Column, Table } from "#components/ui/table";
import { TimeAgo } from "#components/ui/time-ago";
import type { BuildSummary } from "#lib/builds/schemas";

export interface BuildsTableProps {
  label: string;
  builds: readonly BuildSummary[];
  /** Names the image of each, where they are of several. */
  withImage?: boolean;
}

/** Builds, each leading to its page. */
export function BuildsTable({ label, builds, withImage }: BuildsTableProps) {
  const columns: (Column<BuildSummary> | false)[] = [
    {
      id: "status",
      header: "Status",
      width: "9rem",
      narrow: "meta",
      cell: (build) => <StatusBadge {...build} />,
    },
    {
      id: "build",
      header: "Build",
      narrow: "title",
      cell: (build) => (
        <span className="flex min-w-0 items-center gap-2 [contain:inline-size] max-sm:[contain:none]">
          <Link
            href={`/builds/${build.id}`}
            data-build-row={build.status}
            className="row-link max-w-[65%] shrink-0 truncate font-medium"
          >
            {withImage ? `${build.team}/${build.image} ` : null}
            <span className="font-mono font-normal">{build.tag}</span>
          </Link>
          {build.revoked ? <Badge tone="danger">Revoked</Badge> : null}
          {build.channels.map((name) => (
            <Badge key={name} mono tone={name === "latest" ? "accent" : "neutral"}>
              {name}
            </Badge>
          ))}
          <span
            className="min-w-0 truncate text-muted max-sm:hidden"
            title={build.error?.message ?? build.message}
          >
            {build.status === "failed" ? (build.error?.cause ?? build.error?.message) : build.message}
          </span>
        </span>
      ),
    },
    {
      id: "by",
      header: "Requested by",
      width: "10rem",
      narrow: "hidden",
      cell: (build) => (
        <span className="block truncate text-muted">
          {build.trigger === "api" ? `${build.requestedBy ?? "a token"} (API)` : (build.requestedBy ?? "–")}
        </span>
      ),
    },
    !withImage && {
      id: "queue",
      header: "Waited",
      align: "end",
      width: "5rem",
      narrow: "hidden",
      cell: (build) => (
        <span className="text-muted">
          <Duration
            ms={build.timings.queueMs}
            since={build.status === "queued" ? build.timings.queuedAt : null}
          />
        </span>
      ),
    },
    {
      id: "duration",
      header: "Took",
      align: "end",
      width: "6rem",
      narrow: "end",
      cell: (build) => (
        <Duration
          ms={build.timings.totalMs}
          since={build.status === "running" ? (build.timings.startedAt ?? build.timings.queuedAt) : null}
        />
      ),
    },
    {
      id: "size",
      header: "Size",
      align: "end",
      width: "5.5rem",
      narrow: "hidden",
      cell: (build) => <Bytes value={build.sizeBytes} />,
    },
    !withImage && {
      id: "cached",
      header: "Cached",
      align: "end",
      width: "5.5rem",
      narrow: "hidden",
      cell: (build) =>
        build.stepCount > 0 ? (
          <span className="text-muted">
            {build.cachedStepCount} of {build.stepCount}
          </span>
        ) : (
          <span className="text-subtle">–</span>
        ),
    },
    {
      id: "age",
      header: "Requested",
      align: "end",
      width: "7rem",
      narrow: "meta",
      cell: (build) => (
        <span className="text-muted">
          <TimeAgo time={build.timings.queuedAt} />
        </span>
      ),
    },
  ];
  return (
    <Table
      label={label}
      columns={columns.filter((column) => column !== false)}
      rows={builds}
      rowKey={(build) => build.id}
    />
  );
}
