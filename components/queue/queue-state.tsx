"use client";
import { useQuery } from "@tanstack/react-query";
import { ArrowUpToLine, Undo2 } from "lucide-react";
import Link from "next/link";
import type { BuildSnapshot } from "#components/builds/build-stream";
import { useImageRole } from "#components/images/use-image-role";
import { StartsAt } from "#components/queue/starts-at";
import { useRaiseBuild } from "#components/queue/use-raise-build";
import { Button } from "#components/ui/button";
import { Callout } from "#components/ui/callout";
import { orpc } from "#lib/api/query";
import type { Why } from "#lib/queue/schemas";

/** A worker that dies says nothing: of a build that was to begin at once it is asked again whether it still is. */
const DOUBT_MS = 15_000;

/** What nobody gets past by waiting, and what helps. */
const STUCK: Partial<Record<Why["code"], string>> = {
  noWorker:
    "It begins as soon as one reports. Whoever runs this Bakehouse: see whether the worker runs and reaches Docker; its log says why if not. See",
  noneSuits: "It begins as soon as a worker has what it needs. What that is stands in",
  paused: "It begins as soon as an administrator lets one of them take builds again. See",
  trouble: "It begins by itself when one of them is well again. See",
};

/** Where a waiting build stands, about when it begins, and why it has not; live. */
export function QueueState({ build }: { build: BuildSnapshot["build"] }) {
  const { data: place } = useQuery(
    orpc.queue.place.queryOptions({
      input: { id: build.id },
      refetchInterval: ({ state }) => (state.data?.why?.code === "soon" ? DOUBT_MS : false),
    }),
  );
  if (!place?.why) return null;
  const { why, position, waiting, startsAt } = place;
  const help = STUCK[why.code];
  if (help) {
    return (
      <Callout tone="warning" title={why.text} className="mb-4">
        {help}{" "}
        {why.code === "noneSuits" ? (
          <InlineLink href={`/images/${build.team}/${build.image}?tab=settings`}>
            the image’s settings
          </InlineLink>
        ) : (
          <InlineLink href="/workers">Workers</InlineLink>
        )}
        .
      </Callout>
    );
  }
  return (
    <div className="mb-3 flex flex-wrap items-center gap-x-4 gap-y-2 text-sm text-muted">
      <p role="status" className="min-w-0">
        <span className="font-medium text-fg">{`${toOrdinal(position ?? 1)} of ${waiting} waiting.`}</span>{" "}
        {why.code === "teamLimit" ? (
          <InlineLink href={`/teams/${build.team}?tab=limits`}>{why.text}</InlineLink>
        ) : (
          why.text
        )}
        {startsAt && why.code !== "soon" ? (
          <>
            {" "}
            It begins <StartsAt time={startsAt} />.
          </>
        ) : null}
      </p>
      <Priority build={build} isAlone={waiting === 1} />
    </div>
  );
}

function Priority({ build, isAlone }: { build: BuildSnapshot["build"]; isAlone: boolean }) {
  const may = useImageRole(build.team, build.image);
  const raise = useRaiseBuild();
  const isRaised = build.priority === "raised";
  if (isRaised || (may("maintainer") && !isAlone)) {
    return (
      <span className="flex items-center gap-2">
        {isRaised ? `Put first by ${build.raisedBy ?? "a maintainer"}.` : null}
        {may("maintainer") ? (
          <Button
            size="sm"
            icon={isRaised ? <Undo2 /> : <ArrowUpToLine />}
            loading={raise.isPending}
            onClick={() => raise.mutate({ id: build.id, raise: !isRaised })}
          >
            {isRaised ? "Take back" : `Put first in ${build.team}`}
          </Button>
        ) : null}
      </span>
    );
  }
  return null;
}

function InlineLink({ href, children }: { href: string; children: string }) {
  return (
    <Link href={href} className="rounded-sm underline hover:text-fg">
      {children}
    </Link>
  );
}

const ENDINGS: Record<string, string> = { one: "st", two: "nd", few: "rd", other: "th" };
const ordinals = new Intl.PluralRules("en", { type: "ordinal" });

function toOrdinal(count: number): string {
  return `${count}${ENDINGS[ordinals.select(count)]}`;
}
