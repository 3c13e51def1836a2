"use client";
import { useInfiniteQuery } from "@tanstack/react-query";
import { Flame } from "lucide-react";
import { useSearchParams } from "next/navigation";
import { BuildsTable } from "#components/builds/builds-table";
import { useRowKeys } from "#components/builds/use-row-keys";
import { BuildButton } from "#components/images/build-button";
import { buildsOf } from "#components/images/builds-of";
import { BuildsPlot } from "#components/images/builds-plot";
import { byteTicks, durationTicks } from "#components/images/nice-ticks";
import { ButtonLink } from "#components/ui/button";
import { Card } from "#components/ui/card";
import { EmptyState } from "#components/ui/empty-state";
import { ErrorState } from "#components/ui/error-state";
import { LoadMore } from "#components/ui/load-more";
import { SkeletonRows } from "#components/ui/skeleton";
import { isAtLeast } from "#lib/auth/roles";
import type { BuildSummary } from "#lib/builds/schemas";
import { formatBytes } from "#lib/format/format-bytes";
import { formatDuration } from "#lib/format/format-duration";
import type { Image } from "#lib/images/schemas";

/** As many builds as a plot can tell apart. */
const MAX_POINTS = 50;

/** An image's builds: how long they took and how large they became, and each of them. */
export function ImageBuilds({ image }: { image: Image }) {
  const { team, name, versions } = image;
  useRowKeys();
  const asked = Number(useSearchParams().get("version"));
  const version = Number.isInteger(asked) && asked > 0 ? asked : undefined;
  const query = useInfiniteQuery(buildsOf(team, name, version));
  const builds = query.data?.pages.flatMap((page) => page.items) ?? [];

  if (query.isPending) {
    return (
      <Card>
        <SkeletonRows rows={6} label="Loading the builds" />
      </Card>
    );
  }
  if (query.isError && builds.length === 0) {
    return (
      <Card>
        <ErrorState error={query.error} title="The builds could not be loaded" retry={query.refetch} />
      </Card>
    );
  }
  return (
    <div className="flex flex-col gap-4">
      {version === undefined ? null : (
        <p className="flex items-center gap-3 text-muted">
          Builds of version {version}
          <ButtonLink size="sm" href={`/images/${team}/${name}?tab=builds`} scroll={false}>
            Show all
          </ButtonLink>
        </p>
      )}
      <Plots builds={builds.slice(0, MAX_POINTS).reverse()} />
      <Card>
        {builds.length === 0 ? (
          <EmptyState
            icon={<Flame />}
            title="No builds yet"
            actions={
              isAtLeast(image.role, "developer") ? (
                <BuildButton team={team} image={name} newest={version ?? versions} />
              ) : null
            }
          >
            A build turns a version into an image in the registry, with a digest to pull it by. You can watch
            it line by line.
          </EmptyState>
        ) : (
          <BuildsTable label={`Builds of ${team}/${name}`} builds={builds} />
        )}
        <LoadMore query={query} shown={builds.length} />
      </Card>
    </div>
  );
}

function Plots({ builds }: { builds: readonly BuildSummary[] }) {
  const durations = builds.flatMap((build) =>
    build.timings.totalMs === null ? [] : [{ build, value: build.timings.totalMs }],
  );
  const sizes = builds.flatMap((build) =>
    build.sizeBytes === null || build.status !== "succeeded" ? [] : [{ build, value: build.sizeBytes }],
  );
  if (durations.length < 2) return null;
  return (
    <Card padded className="grid grid-cols-1 gap-x-8 gap-y-5 lg:grid-cols-2">
      <BuildsPlot
        key={`duration ${durations.length}`}
        title="Duration, from request to record"
        points={durations}
        ticksOf={durationTicks}
        format={formatDuration}
      />
      {sizes.length > 1 ? (
        <BuildsPlot
          key={`size ${sizes.length}`}
          title="Size, uncompressed"
          points={sizes}
          ticksOf={byteTicks}
          format={formatBytes}
        />
      ) : null}
    </Card>
  );
}
