"use client";
import Link from "next/link";
import { memo, type ReactNode } from "react";
import { hasEnded } from "#components/builds/build-status";
import { CatalogueCopy } from "#components/images/catalogue-copy";
import { Badge } from "#components/ui/badge";
import { Bytes } from "#components/ui/bytes";
import { classes } from "#components/ui/classes";
import { Duration } from "#components/ui/duration";
import { StatusBadge } from "#components/ui/status-badge";
import { TimeAgo } from "#components/ui/time-ago";
import type { BuildSummary } from "#lib/builds/schemas";
import { formatCount } from "#lib/format/format-count";
import type { ImageSummary } from "#lib/images/schemas";

export const CATALOGUE_COLUMNS = "@3xl:grid-cols-[minmax(0,1fr)_15rem_6rem_4.5rem_4.5rem] @3xl:gap-x-4";

/** One image. Off screen it is neither laid out nor painted; unchanged it is not rendered again. */
export const CatalogueRow = memo(function CatalogueRow({ image }: { image: ImageSummary }) {
  const { team, name, description, lastBuild, latest, versions } = image;
  return (
    <li
      className={classes(
        "group relative flex flex-wrap items-center gap-x-3 gap-y-1 border-b border-line px-4 py-2.5 text-sm transition-colors [contain-intrinsic-size:auto_5.5rem] [content-visibility:auto] last:border-0 hover:bg-hover has-[.row-link:focus-visible]:bg-hover has-[.row-link:focus-visible]:shadow-[inset_3px_0_var(--accent)] @3xl:grid @3xl:h-14 @3xl:py-0 @3xl:[contain-intrinsic-size:auto_3.5rem]",
        CATALOGUE_COLUMNS,
      )}
    >
      <div className="min-w-0 @max-3xl:basis-full">
        <Link
          href={`/images/${team}/${name}`}
          prefetch={false}
          className="row-link block truncate rounded-sm text-base outline-none after:absolute after:inset-0 after:content-['']"
        >
          <span className="text-muted">{team}/</span>
          <span className="font-medium">{name}</span>
        </Link>
        {image.deprecated ? (
          <span title={image.deprecated.message}>
            <Badge tone="warning">Deprecated</Badge>
          </span>
        ) : null}
        <p className="truncate text-muted empty:hidden">{description}</p>
      </div>
      <NewestBuild build={lastBuild} />
      <Labelled label="latest is" isEmpty={!latest}>
        {latest ? (
          <>
            <Link
              href={`/builds/${latest.id}`}
              prefetch={false}
              className="relative rounded-sm font-mono hover:underline"
            >
              {latest.tag}
            </Link>
            {latest.reference ? (
              <span className="relative">
                <CatalogueCopy reference={latest.reference} of={`${team}/${name}:${latest.tag}`} />
              </span>
            ) : null}
          </>
        ) : (
          <span className="text-subtle">–</span>
        )}
      </Labelled>
      <span className="text-muted @3xl:text-right @max-xl:hidden">
        <Bytes value={latest?.sizeBytes} />
      </span>
      <span className="text-muted tabular-nums @max-3xl:hidden @3xl:text-right">
        <span aria-hidden="true">{versions.toLocaleString("en-US")}</span>
        <span className="sr-only">{formatCount(versions, "version")}</span>
      </span>
    </li>
  );
});

function NewestBuild({ build }: { build: BuildSummary | null }) {
  if (!build) {
    return (
      <span>
        <StatusBadge status="never" />
      </span>
    );
  }
  const { queuedAt, startedAt, finishedAt } = build.timings;
  return (
    <span className="flex min-w-0">
      <Link
        href={`/builds/${build.id}`}
        prefetch={false}
        title={build.error?.message}
        className="group/build relative flex min-w-0 items-center gap-2 rounded-sm"
      >
        <StatusBadge {...build} />
        <span className="font-mono text-muted group-hover/build:underline">
          <span className="sr-only">Build </span>
          {build.tag}
        </span>
        <span className="truncate text-subtle">
          {hasEnded(build.status) ? (
            <TimeAgo time={finishedAt ?? queuedAt} />
          ) : (
            <Duration since={startedAt ?? queuedAt} />
          )}
        </span>
      </Link>
    </span>
  );
}

/** In a narrow list a value needs its name, which above is the column's heading. */
function Labelled(props: { label: string; isEmpty: boolean; children: ReactNode }) {
  const { label, isEmpty, children } = props;
  return (
    <span className={classes("flex items-center gap-1", isEmpty && "@max-3xl:hidden")}>
      <span className="text-subtle @3xl:sr-only">{label}</span>
      {children}
    </span>
  );
}
