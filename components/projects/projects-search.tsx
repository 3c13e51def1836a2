import { z } from "zod";
import { PAGING } from "#components/query/paging";

const searchSchema = z.object({
  q: z.string().trim().max(200).catch(""),
  team: z.string().min(1).nullable().catch(null),
});

/** Which projects are shown: the page's address says it. */
export type ProjectsSearch = z.infer<typeof searchSchema>;

/** Reads the address' parameters; what is unknown there counts as not set. */
export function readProjectsSearch(params: { get: (name: string) => string | null }): ProjectsSearch {
  return searchSchema.parse({ q: params.get("q"), team: params.get("team") });
}

const PAGE = 50;

/** The list's pages for that: options for oRPC's infiniteOptions, on the server and in the browser alike. */
export function projectsInput({ q, team }: ProjectsSearch) {
  return {
    input: (cursor: string | undefined) => ({ q, team: team ?? undefined, cursor, limit: PAGE }),
    ...PAGING,
  };
}
