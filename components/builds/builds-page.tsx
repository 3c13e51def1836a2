"use client";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { Flame } from "lucide-react";
import { useSearchParams } from "next/navigation";
import { hasEnded } from "#components/builds/build-status";
import { BuildsTable } from "#components/builds/builds-table";
import { useReplaceSearch } from "#components/builds/use-replace-search";
import { useRowKeys } from "#components/builds/use-row-keys";
import { PAGING } from "#components/query/paging";
import { TeamFilter } from "#components/teams/team-filter";
import { Button, ButtonLink } from "#components/ui/button";
import { Card } from "#components/ui/card";
import { EmptyState } from "#components/ui/empty-state";
import { ErrorState } from "#components/ui/error-state";
import { LoadMore } from "#components/ui/load-more";
import { PageHeader } from "#components/ui/page-header";
import { Section } from "#components/ui/section";
import { Select } from "#components/ui/select";
import { SkeletonRows } from "#components/ui/skeleton";
import { orpc } from "#lib/api/query";
import { BUILD_STATUSES } from "#lib/builds/build-statuses";
import type { BuildStatus } from "#lib/builds/schemas";

const STATUSES = [
  { value: "", label: "Any status" },
  { value: "queued", label: "Queued" },
  { value: "running", label: "Running" },
  { value: "succeeded", label: "Succeeded" },
  { value: "failed", label: "Failed" },
  { value: "canceled", label: "Canceled" },
];

/** Builds, newest first, a page at a time: options for useInfiniteQuery. */
export function allBuilds(filter: { team?: string; status?: BuildStatus }) {
  return orpc.builds.list.infiniteOptions({
    input: (cursor: string | undefined) => ({ ...filter, cursor, limit: 50 }),
    ...PAGING,
  });
}

/** Builds of all one's teams: what is in the oven on top, then what came out of it. */
export function BuildsPage() {
  const search = useSearchParams();
  const replaceSearch = useReplaceSearch();
  const team = search.get("team") ?? undefined;
  const status = BUILD_STATUSES.find((each) => each === search.get("status"));
  useRowKeys();
  const teams = useQuery(orpc.teams.list.queryOptions());
  const query = useInfiniteQuery(allBuilds({ team, status }));
  // Builds that wait or run can be older than a page of those that ended since.
  const running = useInfiniteQuery({ ...allBuilds({ team, status: "running" }), enabled: !status });
  const queued = useInfiniteQuery({ ...allBuilds({ team, status: "queued" }), enabled: !status });

  const all = query.data?.pages.flatMap((page) => page.items) ?? [];
  const open = status
    ? []
    : [running, queued].flatMap(({ data }) => data?.pages.flatMap((page) => page.items) ?? []);
  const listed = status ? all : all.filter((build) => hasEnded(build.status));
  const isFiltered = Boolean(team || status);
  return (
    <>
      <PageHeader
        title="Builds"
        meta="What is being built in your teams, and what was."
        actions={
          <>
            <TeamFilter
              teams={(teams.data?.items ?? []).map(({ name }) => name)}
              team={team ?? null}
              onChange={(team) => replaceSearch({ team })}
            />
            <Select
              size="sm"
              label="Status"
              options={STATUSES}
              value={status ?? ""}
              onValueChange={(value) => replaceSearch({ status: value || null })}
              className="w-auto!"
            />
          </>
        }
      />
      <div className="flex flex-col gap-6">
        {open.length > 0 ? (
          <Section title="In the oven">
            <Card>
              <BuildsTable label="Builds that wait or run" builds={open} withImage />
            </Card>
          </Section>
        ) : null}
        {query.isPending ? (
          <Card>
            <SkeletonRows label="Loading the builds" />
          </Card>
        ) : query.isError && all.length === 0 ? (
          <Card>
            <ErrorState error={query.error} title="The builds could not be loaded" retry={query.refetch} />
          </Card>
        ) : listed.length > 0 || query.hasNextPage ? (
          <Card>
            <BuildsTable label="Builds" builds={listed} withImage />
            <LoadMore query={query} shown={listed.length} />
          </Card>
        ) : open.length > 0 ? null : (
          <Card>
            {isFiltered ? (
              <EmptyState
                icon={<Flame />}
                title="No such builds"
                actions={
                  <Button onClick={() => replaceSearch({ team: null, status: null })}>Show all builds</Button>
                }
              >
                No build of {team ?? "your teams"} {status ? `is ${status}` : "was requested yet"}.
              </EmptyState>
            ) : (
              <EmptyState
                icon={<Flame />}
                title="Nothing was built yet"
                actions={
                  <>
                    <ButtonLink variant="primary" href="/images/new">
                      New image
                    </ButtonLink>
                    <ButtonLink href="/images">Images</ButtonLink>
                  </>
                }
              >
                Write a Dockerfile, press Build, and watch here how it becomes an image that sandboxes can
                start from.
              </EmptyState>
            )}
          </Card>
        )}
      </div>
    </>
  );
}
