import { createTanstackQueryUtils } from "@orpc/tanstack-query";
import { dehydrate, HydrationBoundary, QueryClient } from "@tanstack/react-query";
import type { Metadata } from "next";
import { NewImage } from "#components/images/new-image";
import { registryAddress } from "#lib/builds/registry-address";
import { pageApi } from "../../page-api";

export const metadata: Metadata = { title: "New image" };

export default async function Page() {
  const { client } = await pageApi();
  const queryClient = new QueryClient();
  const query = createTanstackQueryUtils(client);
  await Promise.all([
    queryClient.prefetchQuery(query.account.me.queryOptions()),
    queryClient.prefetchQuery(query.baseImages.list.queryOptions()),
  ]);
  return (
    <HydrationBoundary state={dehydrate(queryClient)}>
      <NewImage registry={registryAddress()} />
    </HydrationBoundary>
  );
}
