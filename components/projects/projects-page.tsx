"use client";
import { keepPreviousData, useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { Plus, SearchX } from "lucide-react";
import { useSearchParams } from "next/navigation";
import { useMemo, useRef } from "react";
import { useReplaceSearch } from "#components/builds/use-replace-search";
import { CreateProjectDialog } from "#components/projects/create-project-dialog";
import { ProjectTable } from "#components/projects/project-table";
import { ProjectsEmpty } from "#components/projects/projects-empty";
import { ProjectsFilters } from "#components/projects/projects-filters";
import { projectsInput, readProjectsSearch } from "#components/projects/projects-search";
import { useShortcuts } from "#components/shell/use-shortcuts";
import { Button } from "#components/ui/button";
import { Card } from "#components/ui/card";
import { EmptyState } from "#components/ui/empty-state";
import { ErrorState } from "#components/ui/error-state";
import { LoadMore } from "#components/ui/load-more";
import { PageHeader } from "#components/ui/page-header";
import { SkeletonRows } from "#components/ui/skeleton";
import { orpc } from "#lib/api/query";
import { isAtLeast } from "#lib/auth/roles";

/** Projects of one's teams: what each gets now and how far it is behind; `?new` opens the dialog that makes one. */
export function ProjectsPage() {
  const params = useSearchParams();
  const replaceSearch = useReplaceSearch();
  const search = useMemo(() => readProjectsSearch(params), [params]);
  const { data: me } = useQuery(orpc.account.me.queryOptions());
  const query = useInfiniteQuery({
    ...orpc.projects.list.infiniteOptions(projectsInput(search)),
    placeholderData: keepPreviousData,
  });
  const input = useRef<HTMLInputElement>(null);
  const projects = query.data?.pages.flatMap((page) => page.items) ?? [];
  const makers = (me?.teams ?? [])
    .filter(({ role }) => isAtLeast(role, "maintainer"))
    .map(({ name }) => name);
  const mayMake = search.team ? makers.includes(search.team) : makers.length > 0;
  const isEmpty = query.data !== undefined && projects.length === 0 && !query.isPlaceholderData;
  const setCreating = (open: boolean) => replaceSearch({ new: open ? "" : null });
  useShortcuts("Projects", [
    { keys: "/", label: "Search projects", run: () => input.current?.focus() },
    ...(mayMake ? [{ keys: "n", label: "New project", run: () => setCreating(true) }] : []),
  ]);
  const create = mayMake ? (
    <Button variant="primary" icon={<Plus />} onClick={() => setCreating(true)}>
      New project
    </Button>
  ) : null;

  return (
    <>
      <PageHeader
        title="Projects"
        meta="What uses images: which one each gets now, how far that is behind, and when it last asked."
        actions={isEmpty && search.q === "" ? null : create}
      />
      {isEmpty && search.q === "" && !search.team ? null : (
        <ProjectsFilters
          search={search}
          onChange={replaceSearch}
          teams={me?.teams.map(({ name }) => name) ?? []}
          isSearching={query.isPlaceholderData}
          inputRef={input}
        />
      )}
      <Card>
        {query.data === undefined ? (
          query.error ? (
            <ErrorState
              error={query.error}
              title="The projects could not be loaded"
              retry={query.refetch}
              actions={
                search.team ? (
                  <Button onClick={() => replaceSearch({ team: null })}>Show all teams</Button>
                ) : null
              }
            />
          ) : (
            <SkeletonRows label="Loading the projects" />
          )
        ) : projects.length > 0 ? (
          <>
            <ProjectTable projects={projects} />
            <LoadMore query={query} shown={projects.length} />
          </>
        ) : search.q ? (
          <EmptyState
            icon={<SearchX />}
            title="No project fits"
            actions={<Button onClick={() => replaceSearch({ q: null, team: null })}>Clear filters</Button>}
          >
            No project of {search.team ?? "your teams"} has “{search.q}” in its name.
          </EmptyState>
        ) : (
          <ProjectsEmpty team={search.team} hasTeam={me ? me.teams.length > 0 : true} create={create} />
        )}
      </Card>
      {mayMake ? (
        <CreateProjectDialog
          teams={makers}
          team={search.team}
          open={params.has("new")}
          onOpenChange={setCreating}
        />
      ) : null}
    </>
  );
}
