import { createTanstackQueryUtils } from "@orpc/tanstack-query";
import { dehydrate, HydrationBoundary, QueryClient } from "@tanstack/react-query";
import type { Metadata } from "next";
import { LimitsPage } from "#components/limits/limits-page";
import { pageApi } from "../../page-api";

export const metadata: Metadata = { title: "Limits" };

export default async function Page() {
  const { client } = await pageApi();
  const queryClient = new QueryClient();
  const query = createTanstackQueryUtils(client);
  await Promise.all([
    queryClient.prefetchQuery(query.limits.get.queryOptions()),
    queryClient.prefetchQuery(query.limits.listTeams.queryOptions()),
  ]);
  return (
    <HydrationBoundary state={dehydrate(queryClient)}>
      <LimitsPage />
    </HydrationBoundary>
  );
}
