import { PAGING } from "#components/query/paging";
import { orpc } from "#lib/api/query";

/** An image's versions, newest first, a page at a time: options for useInfiniteQuery. */
export function versionsOf(team: string, image: string) {
  return orpc.versions.list.infiniteOptions({
    input: (cursor: string | undefined) => ({ team, image, cursor }),
    ...PAGING,
  });
}
