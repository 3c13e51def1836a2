"use client";
import { keepPreviousData, useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { Plus } from "lucide-react";
import { useRouter, useSearchParams } from "next/navigation";
import { useMemo, useRef } from "react";
import { useReplaceSearch } from "#components/builds/use-replace-search";
import { CatalogueEmpty } from "#components/images/catalogue-empty";
import { CatalogueFilters } from "#components/images/catalogue-filters";
import { useCatalogueKeys } from "#components/images/catalogue-keys";
import { CatalogueList } from "#components/images/catalogue-list";
import { CatalogueNothingFound } from "#components/images/catalogue-nothing-found";
import { catalogueInput, readCatalogueSearch } from "#components/images/catalogue-search";
import { useDeveloperTeams } from "#components/images/use-developer-teams";
import { Button, ButtonLink } from "#components/ui/button";
import { Callout } from "#components/ui/callout";
import { Card } from "#components/ui/card";
import { ErrorState } from "#components/ui/error-state";
import { LoadMore } from "#components/ui/load-more";
import { PageHeader } from "#components/ui/page-header";
import { SkeletonRows } from "#components/ui/skeleton";
import { problemOf } from "#lib/api/client";
import { orpc } from "#lib/api/query";

const NO_FILTERS = { q: null, team: null, status: null };

/** All images that one may see, to search and filter; the address holds what is chosen. */
export function Catalogue() {
  const params = useSearchParams();
  const router = useRouter();
  const replaceSearch = useReplaceSearch();
  const search = useMemo(() => readCatalogueSearch(params), [params]);
  const { data: me } = useQuery(orpc.account.me.queryOptions());
  const query = useInfiniteQuery({
    ...orpc.images.list.infiniteOptions(catalogueInput(search)),
    placeholderData: keepPreviousData,
  });
  const images = useMemo(() => query.data?.pages.flatMap((page) => page.items) ?? [], [query.data]);
  const total = query.data?.pages.at(-1)?.total;
  const newHref = search.team ? `/images/new?team=${encodeURIComponent(search.team)}` : "/images/new";
  const mayCreate = useDeveloperTeams().length > 0;
  const input = useRef<HTMLInputElement>(null);
  const list = useRef<HTMLUListElement>(null);
  const onListKeyDown = useCatalogueKeys({ input, list, onNew: () => mayCreate && router.push(newHref) });

  const isFiltered = Boolean(search.q || search.status);
  const isEmpty = total === 0 && !isFiltered && !query.isPlaceholderData;
  const clear = () => replaceSearch(NO_FILTERS);

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: arrow keys between what is focusable inside
    <div onKeyDown={onListKeyDown}>
      <PageHeader
        title="Images"
        meta="Sandbox images of your teams and those shared with you, each with its versions, builds and the digest to use."
        actions={
          isEmpty || !mayCreate ? null : (
            <ButtonLink variant="primary" icon={<Plus />} href={newHref}>
              New image
            </ButtonLink>
          )
        }
      />
      {isEmpty && !search.team ? null : (
        <CatalogueFilters
          search={search}
          onChange={replaceSearch}
          teams={me?.teams ?? []}
          total={total}
          isSearching={query.isPlaceholderData}
          inputRef={input}
        />
      )}
      {query.isRefetchError && query.data ? (
        <Callout
          tone="warning"
          title="This list may be out of date"
          className="mb-3"
          actions={
            <Button size="sm" onClick={() => query.refetch()}>
              Try again
            </Button>
          }
        >
          {problemOf(query.error).detail}
        </Callout>
      ) : null}
      <Card>
        {query.data ? (
          isEmpty ? (
            <CatalogueEmpty team={search.team} hasTeam={me ? me.teams.length > 0 : true} />
          ) : images.length === 0 ? (
            <CatalogueNothingFound search={search} onClear={clear} />
          ) : (
            <>
              <CatalogueList ref={list} images={images} />
              <LoadMore query={query} shown={images.length} total={total} />
            </>
          )
        ) : query.error ? (
          <ErrorState
            error={query.error}
            title={
              search.team && problemOf(query.error).status === 404
                ? `You are in no team named ${search.team}`
                : "The images could not be loaded"
            }
            retry={() => query.refetch()}
            actions={isFiltered || search.team ? <Button onClick={clear}>Clear filters</Button> : null}
          />
        ) : (
          <SkeletonRows rows={10} label="Loading the images" />
        )}
      </Card>
    </div>
  );
}
