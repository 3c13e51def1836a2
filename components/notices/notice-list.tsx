"use client";
import { Popover } from "@base-ui/react/popover";
import { useInfiniteQuery, useMutation, useQueryClient } from "@tanstack/react-query";
import { Settings2 } from "lucide-react";
import Link from "next/link";
import { NoticeMark } from "#components/notices/notice-mark";
import { PAGING } from "#components/query/paging";
import { Button } from "#components/ui/button";
import { classes } from "#components/ui/classes";
import { ErrorState } from "#components/ui/error-state";
import { LoadMore } from "#components/ui/load-more";
import { SkeletonRows } from "#components/ui/skeleton";
import { TimeAgo } from "#components/ui/time-ago";
import { orpc } from "#lib/api/query";
import type { Notice } from "#lib/notices/schemas";

/** One's notices, newest first; going where one leads marks it as read. */
export function NoticeList({ hasNew, onNavigate }: { hasNew: boolean; onNavigate: () => void }) {
  const queryClient = useQueryClient();
  const query = useInfiniteQuery(
    orpc.notices.list.infiniteOptions({
      input: (cursor: string | undefined) => ({ cursor, limit: 20 }),
      ...PAGING,
    }),
  );
  const read = useMutation(
    orpc.notices.markRead.mutationOptions({
      onSuccess: () => queryClient.invalidateQueries({ queryKey: orpc.notices.key() }),
    }),
  );
  const notices = query.data?.pages.flatMap(({ items }) => items) ?? [];
  return (
    <>
      <header className="flex h-11 shrink-0 items-center gap-2 border-b border-line pr-2 pl-4">
        <Popover.Title className="flex-1 font-semibold">Notices</Popover.Title>
        {hasNew ? (
          <Button size="sm" variant="ghost" loading={read.isPending} onClick={() => read.mutate({})}>
            Mark all read
          </Button>
        ) : null}
        <Link
          href="/account#notices"
          onClick={onNavigate}
          aria-label="Choose what to hear of"
          title="Choose what to hear of"
          className="flex size-7 items-center justify-center rounded-md text-muted hover:bg-hover hover:text-fg pointer-coarse:size-9"
        >
          <Settings2 className="size-4" aria-hidden="true" />
        </Link>
      </header>
      <div className="min-h-0 overflow-y-auto">
        {query.isPending ? (
          <SkeletonRows rows={3} label="Loading the notices" />
        ) : query.isError && notices.length === 0 ? (
          <ErrorState error={query.error} title="The notices could not be loaded" retry={query.refetch} />
        ) : notices.length === 0 ? (
          <p className="px-6 py-8 text-center text-balance text-muted">
            Nothing yet. You hear here when a build of yours fails, or an image that your teams stand on is
            deprecated.
          </p>
        ) : (
          <>
            <ul className="text-sm">
              {notices.map((notice) => (
                <Row
                  key={notice.id}
                  notice={notice}
                  onOpen={() => {
                    if (!notice.readAt) read.mutate({ ids: [notice.id] });
                    onNavigate();
                  }}
                />
              ))}
            </ul>
            <LoadMore query={query} shown={notices.length} />
          </>
        )}
      </div>
    </>
  );
}

function Row({ notice: { kind, text, path, at, readAt }, onOpen }: { notice: Notice; onOpen: () => void }) {
  return (
    <li className="border-b border-line last:border-0">
      <Link href={path} onClick={onOpen} className="flex items-start gap-3 px-4 py-2.5 hover:bg-hover">
        <NoticeMark kind={kind} />
        <span className="min-w-0 flex-1">
          <span className={classes("line-clamp-4 wrap-anywhere", readAt ? "text-muted" : "font-medium")}>
            {readAt ? null : <span className="sr-only">New: </span>}
            {text}
          </span>
          <span className="text-xs text-subtle">
            <TimeAgo time={at} />
          </span>
        </span>
        {readAt ? null : (
          <span className="mt-1.5 size-2 shrink-0 rounded-full bg-accent" aria-hidden="true" />
        )}
      </Link>
    </li>
  );
}
