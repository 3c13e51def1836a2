"use client";
import { useInfiniteQuery } from "@tanstack/react-query";
import { Flame, GitCompare, SquarePen } from "lucide-react";
import Link from "next/link";
import { useRequestBuild } from "#components/images/build-button";
import { Card } from "#components/ui/card";
import { ErrorState } from "#components/ui/error-state";
import { IconButton } from "#components/ui/icon-button";
import { LoadMore } from "#components/ui/load-more";
import { SkeletonRows } from "#components/ui/skeleton";
import { StatusBadge } from "#components/ui/status-badge";
import { type Column, Table } from "#components/ui/table";
import { TimeAgo } from "#components/ui/time-ago";
import { VersionCompare } from "#components/versions/version-compare";
import { versionsOf } from "#components/versions/versions-of";
import { isAtLeast } from "#lib/auth/roles";
import type { Image } from "#lib/images/schemas";
import type { VersionSummary } from "#lib/versions/schemas";

/** An image's versions: who changed what and when, how each was built, and any two compared. */
export function VersionList({ image }: { image: Image }) {
  const { team, name } = image;
  const path = `/images/${team}/${name}`;
  const query = useInfiniteQuery(versionsOf(team, name));
  const versions = query.data?.pages.flatMap((page) => page.items) ?? [];
  const { request, pending } = useRequestBuild(team, name);

  if (query.isPending) {
    return (
      <Card>
        <SkeletonRows rows={5} label="Loading the versions" />
      </Card>
    );
  }
  if (query.isError && versions.length === 0) {
    return (
      <Card>
        <ErrorState error={query.error} title="The versions could not be loaded" retry={query.refetch} />
      </Card>
    );
  }

  const columns: Column<VersionSummary>[] = [
    {
      id: "version",
      header: "Version",
      narrow: "title",
      cell: ({ number, message }) => (
        <span className="flex min-w-0 items-baseline gap-3 [contain:inline-size] max-sm:[contain:none]">
          <span className="w-8 shrink-0 font-mono text-fg">{number}</span>
          <span className="min-w-0 truncate" title={message}>
            {message || <span className="text-subtle">No message</span>}
          </span>
        </span>
      ),
    },
    {
      id: "author",
      header: "By",
      width: "10rem",
      cell: ({ author }) => <span className="text-muted">{author ?? "A program"}</span>,
    },
    {
      id: "age",
      header: "Saved",
      width: "7rem",
      cell: ({ createdAt }) => (
        <span className="text-muted">
          <TimeAgo time={createdAt} />
        </span>
      ),
    },
    {
      id: "build",
      header: "Newest build",
      width: "12rem",
      cell: ({ number, lastBuild, builds }) =>
        lastBuild ? (
          <span className="flex items-center gap-2">
            <Link href={`/builds/${lastBuild.id}`} className="rounded-sm hover:underline">
              <StatusBadge {...lastBuild} /> <span className="font-mono text-muted">{lastBuild.tag}</span>
            </Link>
            {builds > 1 ? (
              <Link
                href={`${path}?tab=builds&version=${number}`}
                className="rounded-sm text-xs text-subtle hover:text-fg hover:underline"
              >
                all {builds}
              </Link>
            ) : null}
          </span>
        ) : (
          <StatusBadge status="never" />
        ),
    },
    {
      id: "actions",
      header: <span className="sr-only">Actions</span>,
      align: "end",
      width: "7rem",
      narrow: "end",
      cell: ({ number }) => (
        <span className="inline-flex">
          {number > 1 ? (
            <Link
              href={`${path}?tab=versions&from=${number - 1}&to=${number}`}
              scroll={false}
              aria-label={`Changes from version ${number - 1} to ${number}`}
              title={`Changes from version ${number - 1}`}
              className="inline-flex size-7 items-center justify-center rounded-md text-muted hover:bg-hover hover:text-fg pointer-coarse:size-9"
            >
              <GitCompare className="size-4" aria-hidden="true" />
            </Link>
          ) : null}
          {isAtLeast(image.role, "developer") ? (
            <>
              <Link
                href={`${path}?tab=edit&from=${number}`}
                scroll={false}
                aria-label={`Edit version ${number} as a new version`}
                title="Edit as new version"
                className="inline-flex size-7 items-center justify-center rounded-md text-muted hover:bg-hover hover:text-fg pointer-coarse:size-9"
              >
                <SquarePen className="size-4" aria-hidden="true" />
              </Link>
              <IconButton
                label={`Build version ${number}`}
                size="sm"
                icon={<Flame />}
                loading={pending === number}
                onClick={() => request(number)}
              />
            </>
          ) : null}
        </span>
      ),
    },
  ];
  return (
    <div className="flex flex-col gap-5">
      <VersionCompare image={image} versions={versions} />
      <Card>
        <Table
          label={`Versions of ${team}/${name}`}
          columns={columns}
          rows={versions}
          rowKey={({ number }) => String(number)}
        />
        <LoadMore query={query} shown={versions.length} total={image.versions} />
      </Card>
    </div>
  );
}
