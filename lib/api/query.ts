import { createORPCClient, DynamicLink } from "@orpc/client";
import type { ClientRetryPluginContext } from "@orpc/client/plugins";
import { createTanstackQueryUtils } from "@orpc/tanstack-query";
import type { ApiClient } from "#lib/api/client";

/** The API of the page's own server. A page that is rendered there shows what was prefetched and asks for nothing. */
export const api: ApiClient = createORPCClient(
  typeof window === "undefined" ? { call: refuse } : new DynamicLink<ClientRetryPluginContext>(browserLink),
);

type Link = ReturnType<typeof import("#lib/api/link")["createApiLink"]>;
let link: Promise<Link> | null = null;

/** A page shows what the server has read for it before it asks for anything itself: what it asks with comes later. */
function browserLink(): Promise<Link> {
  link ??= import("#lib/api/link").then(
    ({ createApiLink }) => createApiLink(window.location.origin),
    (error) => {
      link = null;
      throw new TypeError("The API's client could not be loaded.", { cause: error });
    },
  );
  return link;
}

/** What could not be prefetched the browser asks for, and shows why it cannot be had. */
function refuse(path: readonly string[]): Promise<never> {
  return Promise.reject(new Error(`${path.join(".")} was not prefetched: the browser asks for it.`));
}

/** Query and mutation options for each operation: `useQuery(orpc.images.list.queryOptions({ input }))`. */
export const orpc = createTanstackQueryUtils(api);
