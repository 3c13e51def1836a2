import { createORPCClient } from "@orpc/client";
import { createTanstackQueryUtils } from "@orpc/tanstack-query";
import { type ApiClient, createApiClient } from "#lib/api/client";

/** The API of the page's own server. A page that is rendered there shows what was prefetched and asks for nothing. */
export const api: ApiClient =
  typeof window === "undefined"
    ? createORPCClient({ call: refuse })
    : createApiClient(window.location.origin);

/** What could not be prefetched the browser asks for, and shows why it cannot be had. */
function refuse(path: readonly string[]): Promise<never> {
  return Promise.reject(new Error(`${path.join(".")} was not prefetched: the browser asks for it.`));
}

/** Query and mutation options for each operation: `useQuery(orpc.images.list.queryOptions({ input }))`. */
export const orpc = createTanstackQueryUtils(api);
