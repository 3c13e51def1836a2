import { PAGING } from "#components/query/paging";
import { textIn } from "#components/query/text-in";
import { BUILD_STATUSES } from "#lib/builds/build-statuses";
import type { BuildStatus } from "#lib/builds/schemas";

/** What of the catalogue is shown: the page's address says it. */
export interface CatalogueSearch {
  q: string;
  team: string | null;
  status: BuildStatus | "never" | null;
  sort: "updated" | "name";
}

const STATUSES = [...BUILD_STATUSES, "never"] as const;

/** Reads the address' parameters; what is unknown there counts as not set. */
export function readCatalogueSearch(params: { get: (name: string) => string | null }): CatalogueSearch {
  return {
    q: textIn(params.get("q")),
    team: params.get("team") || null,
    status: STATUSES.find((status) => status === params.get("status")) ?? null,
    sort: params.get("sort") === "name" ? "name" : "updated",
  };
}

const PAGE = 30;

/** The catalogue's pages for that: options for oRPC's infiniteOptions, on the server and in the browser alike. */
export function catalogueInput({ q, team, status, sort }: CatalogueSearch) {
  return {
    input: (cursor: string | undefined) => ({
      q,
      team: team ?? undefined,
      status: status ?? undefined,
      sort,
      cursor,
      limit: PAGE,
    }),
    ...PAGING,
  };
}
