"use client";
import { ArrowUpToLine, Bot, Undo2, User } from "lucide-react";
import Link from "next/link";
import { StartsAt } from "#components/queue/starts-at";
import { useRaiseBuild } from "#components/queue/use-raise-build";
import { Badge } from "#components/ui/badge";
import { IconButton } from "#components/ui/icon-button";
import { StatusMark } from "#components/ui/status-mark";
import type { Column } from "#components/ui/table";
import { TimeAgo } from "#components/ui/time-ago";
import type { QueueEntry } from "#lib/queue/schemas";

export interface QueueRow extends QueueEntry {
  /** From 1, in the whole queue. */
  place: number;
}

const WHO = {
  raised: { word: "Put first", Icon: ArrowUpToLine },
  person: { word: "Person", Icon: User },
  automation: { word: "Program", Icon: Bot },
};

/** The columns of the queue; what is of another team shows no more than its place. */
export function useQueueColumns(): Column<QueueRow>[] {
  const raise = useRaiseBuild();
  return [
    {
      id: "place",
      header: "Place",
      width: "4.5rem",
      narrow: "hidden",
      cell: ({ place }) => <span className="text-muted tabular-nums">{place}</span>,
    },
    { id: "build", header: "Build", narrow: "title", cell: (row) => <BuildName row={row} /> },
    {
      id: "priority",
      header: "Asked for by",
      width: "9rem",
      narrow: "meta",
      cell: ({ build }) => (build ? <Priority build={build} /> : null),
    },
    {
      id: "why",
      header: "Why it waits",
      narrow: "meta",
      cell: ({ why, build }) =>
        why ? (
          why.code === "teamLimit" && build ? (
            <Link href={`/teams/${build.team}?tab=limits`} className="rounded-sm underline hover:text-fg">
              {why.text}
            </Link>
          ) : (
            <span className={isStuck(why.code) ? "text-warning" : "text-muted"}>{why.text}</span>
          )
        ) : null,
    },
    {
      id: "starts",
      header: "Begins",
      width: "8.5rem",
      narrow: "meta",
      cell: ({ startsAt }) =>
        startsAt ? (
          <>
            <span className="sm:hidden">begins </span>
            <StartsAt time={startsAt} />
          </>
        ) : (
          <span className="text-subtle max-sm:hidden">–</span>
        ),
    },
    {
      id: "since",
      header: "Waits since",
      width: "7rem",
      narrow: "end",
      cell: ({ build }) => (build ? <TimeAgo time={build.queuedAt} /> : null),
    },
    {
      id: "actions",
      header: <span className="sr-only">Actions</span>,
      width: "3.5rem",
      align: "end",
      narrow: "end",
      cell: ({ build }) =>
        build?.mayRaise ? (
          <IconButton
            size="sm"
            side="left"
            icon={build.priority === "raised" ? <Undo2 /> : <ArrowUpToLine />}
            label={
              build.priority === "raised"
                ? `Let ${build.image} ${build.tag} wait its turn`
                : `Put ${build.image} ${build.tag} first in ${build.team}`
            }
            disabled={raise.isPending}
            onClick={() => raise.mutate({ id: build.id, raise: build.priority !== "raised" })}
          />
        ) : null,
    },
  ];
}

function isStuck(code: string): boolean {
  return ["noWorker", "noneSuits", "paused", "trouble"].includes(code);
}

function BuildName({ row: { build } }: { row: QueueRow }) {
  if (!build) {
    return (
      <span className="flex items-center gap-2 text-subtle">
        <StatusMark status="queued" />A build of another team
      </span>
    );
  }
  return (
    <span className="flex min-w-0 flex-wrap items-center gap-x-2">
      <StatusMark status="queued" />
      <Link href={`/builds/${build.id}`} className="min-w-0 rounded-sm wrap-anywhere hover:underline">
        {build.team}/{build.image} <span className="font-mono text-muted">{build.tag}</span>
      </Link>
      {[...(build.platform ? [build.platform] : []), ...build.labels].map((need) => (
        <Badge key={need} mono>
          {need}
        </Badge>
      ))}
    </span>
  );
}

function Priority({ build }: { build: NonNullable<QueueEntry["build"]> }) {
  const { word, Icon } = WHO[build.priority];
  return (
    <span className="flex items-center gap-1.5 whitespace-nowrap">
      <Icon className="size-3.5 shrink-0 text-subtle" aria-hidden="true" />
      <span className="truncate">
        {build.priority === "raised" ? word : (build.requestedBy ?? word)}
        <span className="sr-only">{build.priority === "raised" ? "" : ` (${word.toLowerCase()})`}</span>
      </span>
    </span>
  );
}
