"use client";
import { type UseInfiniteQueryResult, useInfiniteQuery } from "@tanstack/react-query";
import { Activity as Icon } from "lucide-react";
import Link from "next/link";
import { Fragment, type ReactNode } from "react";
import { ActivityMark } from "#components/activity/activity-mark";
import { PAGING } from "#components/query/paging";
import { Card } from "#components/ui/card";
import { EmptyState } from "#components/ui/empty-state";
import { ErrorState } from "#components/ui/error-state";
import { LoadMore } from "#components/ui/load-more";
import { SkeletonRows } from "#components/ui/skeleton";
import { TimeAgo } from "#components/ui/time-ago";
import type { Activity } from "#lib/activity/schemas";
import { orpc } from "#lib/api/query";

/** What happened in a team, newest first. */
export function TeamActivity({ team }: { team: string }) {
  const query = useInfiniteQuery(
    orpc.activity.listOfTeam.infiniteOptions({
      input: (cursor: string | undefined) => ({ team, cursor, limit: 50 }),
      ...PAGING,
    }),
  );
  return (
    <ActivityList query={query}>
      As soon as someone defines, builds or promotes an image of {team}, it is told here to everyone in the
      team.
    </ActivityList>
  );
}

/** What happened to an image, newest first. */
export function ImageActivity({ team, image }: { team: string; image: string }) {
  const query = useInfiniteQuery(
    orpc.activity.listOfImage.infiniteOptions({
      input: (cursor: string | undefined) => ({ team, image, cursor, limit: 50 }),
      ...PAGING,
    }),
  );
  return <ActivityList query={query}>What is done to the image from now on is told here.</ActivityList>;
}

type Pages = { pages: { items: Activity[] }[] };

function ActivityList({ query, children }: { query: UseInfiniteQueryResult<Pages>; children: ReactNode }) {
  const items = query.data?.pages.flatMap((page) => page.items) ?? [];
  if (query.isPending || (query.isError && items.length === 0) || items.length === 0) {
    return (
      <Card>
        {query.isPending ? (
          <SkeletonRows rows={5} label="Loading what happened" />
        ) : query.isError ? (
          <ErrorState error={query.error} title="What happened could not be loaded" retry={query.refetch} />
        ) : (
          <EmptyState icon={<Icon />} title="Nothing happened yet">
            {children}
          </EmptyState>
        )}
      </Card>
    );
  }
  return (
    <Card>
      <ol className="text-sm" aria-label="What happened, the newest first">
        {items.map((item, index) => {
          const day = dayOf(item.at);
          return (
            <Fragment key={item.id}>
              {index === 0 || day !== dayOf(items[index - 1]?.at ?? "") ? (
                <li
                  className="border-b border-line bg-sunken px-4 py-1.5 text-xs text-subtle"
                  suppressHydrationWarning
                >
                  {day}
                </li>
              ) : null}
              <Entry item={item} />
            </Fragment>
          );
        })}
      </ol>
      <LoadMore query={query} shown={items.length} />
    </Card>
  );
}

function Entry({ item: { action, actor, text, path, at } }: { item: Activity }) {
  const words = (
    <>
      <span className="font-medium text-fg">{actor.name}</span> {text}
    </>
  );
  return (
    <li className="relative flex items-start gap-3 border-b border-line px-4 py-2.5 last:border-0 hover:bg-hover">
      <ActivityMark action={action} />
      <span className="min-w-0 flex-1 text-muted wrap-anywhere">
        {path ? (
          <Link href={path} className="row-link">
            {words}
          </Link>
        ) : (
          words
        )}
      </span>
      <span className="shrink-0 text-subtle">
        <TimeAgo time={at} />
      </span>
    </li>
  );
}

/** In the reader's own zone. */
function dayOf(time: string): string {
  return new Intl.DateTimeFormat("en-GB", { weekday: "long", day: "numeric", month: "long" }).format(
    new Date(time),
  );
}
