import { PAGING } from "#components/query/paging";
import { orpc } from "#lib/api/query";

/** An image's builds, or one version's, newest first, a page at a time: options for useInfiniteQuery. */
export function buildsOf(team: string, image: string, version?: number) {
  return orpc.builds.listOfImage.infiniteOptions({
    input: (cursor: string | undefined) => ({ team, image, version, cursor, limit: 50 }),
    ...PAGING,
  });
}
