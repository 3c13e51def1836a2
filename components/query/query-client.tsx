import { MutationCache, QueryCache, QueryClient } from "@tanstack/react-query";
import { askToSignIn } from "#components/auth/session-expired";
import { problemOf } from "#lib/api/client";

function onError(error: unknown) {
  if (problemOf(error).code === "unauthenticated") askToSignIn();
}

/**
 * A client for one page load (or one request on the server). Live changes invalidate what is stale, so data
 * is trusted for a minute; what the caller got wrong (4xx) is not asked again, and on the server nothing is.
 */
export function createQueryClient(): QueryClient {
  return new QueryClient({
    queryCache: new QueryCache({ onError }),
    mutationCache: new MutationCache({ onError }),
    defaultOptions: {
      queries: {
        staleTime: 60_000,
        retry: (failures, error) => {
          const { status } = problemOf(error);
          return typeof window !== "undefined" && failures < 2 && (status === 0 || status >= 500);
        },
      },
    },
  });
}
