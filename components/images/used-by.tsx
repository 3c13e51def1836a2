"use client";
import { useInfiniteQuery } from "@tanstack/react-query";
import Link from "next/link";
import { PAGING } from "#components/query/paging";
import { Badge } from "#components/ui/badge";
import { Card } from "#components/ui/card";
import { ErrorState } from "#components/ui/error-state";
import { LoadMore } from "#components/ui/load-more";
import { Skeleton } from "#components/ui/skeleton";
import { TimeAgo } from "#components/ui/time-ago";
import { orpc } from "#lib/api/query";
import { formatCount } from "#lib/format/format-count";
import type { Image } from "#lib/images/schemas";
import type { Use } from "#lib/projects/schemas";

const PAGE = 50;
const UNUSED_MS = 30 * 86_400_000;

/** Which projects use an image, what each gets now, and when anyone last asked for it. */
export function UsedBy({ image }: { image: Image }) {
  const query = useInfiniteQuery(
    orpc.sharing.uses.infiniteOptions({
      input: (cursor: string | undefined) => ({ team: image.team, image: image.name, cursor, limit: PAGE }),
      ...PAGING,
    }),
  );
  const { data, error, refetch } = query;
  if (error && !data) {
    return (
      <Card>
        <ErrorState error={error} title="Its uses could not be loaded" retry={refetch} />
      </Card>
    );
  }
  if (!data) return <Skeleton className="h-24 rounded-md!" />;
  const [first] = data.pages;
  const items = data.pages.flatMap((page) => page.items);
  const { others = 0, lastAskedAt = null } = first ?? {};
  if (items.length + others === 0) {
    return (
      <Card padded>
        <p className="text-muted">
          No project uses it. A project that does follows a channel, gets each update without an edit, and
          shows here.{" "}
          <Link href="/projects" className="rounded-sm text-accent underline">
            Projects
          </Link>
        </p>
      </Card>
    );
  }
  const isUnused = !lastAskedAt || Date.now() - new Date(lastAskedAt).getTime() > UNUSED_MS;
  return (
    <Card>
      {isUnused ? (
        <p className="border-b border-line px-4 py-2 text-sm text-warning">
          Nobody asked for it in 30 days
          {lastAskedAt ? (
            <>
              : last <TimeAgo time={lastAskedAt} />
            </>
          ) : (
            ", or ever"
          )}
          .
        </p>
      ) : null}
      <ul className="text-sm">
        {items.map((use) => (
          <UseRow key={use.id} use={use} />
        ))}
        {others > 0 && !query.hasNextPage ? (
          <li className="px-4 py-2 text-muted">
            {items.length > 0 ? "and " : null}
            {formatCount(others, "use")} by projects of other teams
          </li>
        ) : null}
      </ul>
      <LoadMore query={query} shown={items.length} />
    </Card>
  );
}

function UseRow({ use }: { use: Use }) {
  const { follows } = use;
  const what =
    follows.kind === "channel"
      ? follows.channel
      : follows.kind === "version"
        ? String(follows.version)
        : follows.build;
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-0.5 border-b border-line px-4 py-2 last:border-0">
      <Link
        href={`/projects/${use.team}/${use.project}`}
        className="min-w-0 flex-1 truncate rounded-sm hover:underline"
      >
        {use.team}/{use.project}
        {use.name === "default" ? null : <span className="text-muted"> {use.name}</span>}
      </Link>
      <Badge mono>{what}</Badge>
      <span className="font-mono text-muted">
        {use.gets?.revoked ? <span className="text-danger">revoked</span> : (use.gets?.tag ?? "nothing yet")}
      </span>
      <span className="text-muted">
        {use.lastAskedAt ? <TimeAgo time={use.lastAskedAt} /> : "never asked"}
      </span>
    </li>
  );
}
