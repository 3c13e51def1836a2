import { orpc } from "#lib/api/query";

/** An image's versions, newest first, a page at a time: options for useInfiniteQuery. */
export function versionsOf(team: string, image: string) {
  return orpc.versions.list.infiniteOptions({
    input: (cursor: string | undefined) => ({ team, image, cursor }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ nextCursor }) => nextCursor ?? undefined,
  });
}
