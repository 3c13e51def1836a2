import { createRouterClient, type RouterClient } from "@orpc/server";
import { router } from "#lib/api/router";
import type { Context } from "#lib/auth/context";
import { contextFromHeaders } from "#lib/auth/context-from-headers";

/**
 * The API without HTTP, for pages that fetch on the server what the browser will ask for again: the same
 * operations, the same checks, in the name of whoever sent these headers.
 */
export async function serverApi(
  headers: Headers,
): Promise<{ client: RouterClient<typeof router>; context: Context | null }> {
  const context = await contextFromHeaders(headers).catch(() => null);
  return { client: createRouterClient(router, { context: { identify: async () => context } }), context };
}
