import { createTanstackQueryUtils } from "@orpc/tanstack-query";
import { createApiClient } from "#lib/api/client";

/** The API of the page's own server. */
export const api = createApiClient(
  typeof window === "undefined" ? "http://localhost" : window.location.origin,
);

/** Query and mutation options for each operation: `useQuery(orpc.images.list.queryOptions({ input }))`. */
export const orpc = createTanstackQueryUtils(api);
