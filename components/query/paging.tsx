/** How the API's lists go on from page to page: what oRPC's infiniteOptions need beside the input. */
export const PAGING = {
  initialPageParam: undefined as string | undefined,
  getNextPageParam: ({ nextCursor }: { nextCursor: string | null }) => nextCursor ?? undefined,
};
