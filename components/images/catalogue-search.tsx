import { z } from "zod";
import { PAGING } from "#components/query/paging";
import { buildStatusSchema } from "#lib/builds/schemas";
import { imageSortSchema } from "#lib/images/schemas";

const searchSchema = z.object({
  q: z.string().trim().max(200).catch(""),
  team: z.string().min(1).nullable().catch(null),
  status: buildStatusSchema.or(z.literal("never")).nullable().catch(null),
  sort: imageSortSchema.catch("updated"),
});

/** What of the catalogue is shown: the page's address says it. */
export type CatalogueSearch = z.infer<typeof searchSchema>;

/** Reads the address' parameters; what is unknown there counts as not set. */
export function readCatalogueSearch(params: { get: (name: string) => string | null }): CatalogueSearch {
  return searchSchema.parse({
    q: params.get("q"),
    team: params.get("team"),
    status: params.get("status"),
    sort: params.get("sort"),
  });
}

const PAGE = 50;

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
