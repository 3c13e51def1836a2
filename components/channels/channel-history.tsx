"use client";
import { useInfiniteQuery } from "@tanstack/react-query";
import { ArrowRight } from "lucide-react";
import Link from "next/link";
import { PAGING } from "#components/query/paging";
import { ErrorState } from "#components/ui/error-state";
import { LoadMore } from "#components/ui/load-more";
import { SkeletonRows } from "#components/ui/skeleton";
import { TimeAgo } from "#components/ui/time-ago";
import { orpc } from "#lib/api/query";
import type { BuildSummary } from "#lib/builds/schemas";

/** What a channel has pointed to: who moved it, when, from where, to what, why. */
export function ChannelHistory(input: { team: string; image: string; channel: string }) {
  const query = useInfiniteQuery(
    orpc.channels.listMoves.infiniteOptions({
      input: (cursor: string | undefined) => ({ ...input, cursor, limit: 20 }),
      ...PAGING,
    }),
  );
  if (query.isError) {
    return <ErrorState error={query.error} title="The history could not be loaded" retry={query.refetch} />;
  }
  if (!query.data) return <SkeletonRows rows={3} label="Loading the history" />;
  const moves = query.data.pages.flatMap((page) => page.items);
  if (moves.length === 0) {
    return <p className="px-4 py-3 text-sm text-muted">Its history begins with its next move.</p>;
  }
  return (
    <>
      <ol aria-label={`History of ${input.channel}`} className="text-sm">
        {moves.map(({ id, at, by, from, to, reason }) => (
          <li
            key={id}
            className="flex flex-wrap items-baseline gap-x-3 gap-y-0.5 border-b border-line px-4 py-2 last:border-0"
          >
            <span className="flex items-center gap-1.5 font-mono">
              {from ? <BuildLink build={from} /> : <span className="text-subtle">–</span>}
              <ArrowRight className="size-3.5 text-subtle" aria-label="to" />
              <BuildLink build={to} />
            </span>
            <span className="min-w-0 flex-1 truncate" title={reason}>
              {reason || <span className="text-subtle">{by ? "No reason given" : "Moved by itself"}</span>}
            </span>
            <span className="text-muted">
              {by ? `${by}, ` : null}
              <TimeAgo time={at} />
            </span>
          </li>
        ))}
      </ol>
      <LoadMore query={query} shown={moves.length} />
    </>
  );
}

function BuildLink({ build }: { build: BuildSummary }) {
  return (
    <Link href={`/builds/${build.id}`} className="rounded-sm hover:underline">
      <span className={build.revoked ? "text-danger line-through" : undefined}>{build.tag}</span>
      {build.revoked ? <span className="sr-only"> (revoked)</span> : null}
    </Link>
  );
}
