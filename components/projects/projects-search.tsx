import { PAGING } from "#components/query/paging";
import { textIn } from "#components/query/text-in";

/** Which projects are shown: the page's address says it. */
export interface ProjectsSearch {
  q: string;
  team: string | null;
}

/** Reads the address' parameters; what is unknown there counts as not set. */
export function readProjectsSearch(params: { get: (name: string) => string | null }): ProjectsSearch {
  return { q: textIn(params.get("q")), team: params.get("team") || null };
}

const PAGE = 50;

/** The list's pages for that: options for oRPC's infiniteOptions, on the server and in the browser alike. */
export function projectsInput({ q, team }: ProjectsSearch) {
  return {
    input: (cursor: string | undefined) => ({ q, team: team ?? undefined, cursor, limit: PAGE }),
    ...PAGING,
  };
}
