import { createTanstackQueryUtils } from "@orpc/tanstack-query";
import { dehydrate, HydrationBoundary, QueryClient } from "@tanstack/react-query";
import type { Metadata } from "next";
import { QUEUE_INPUT } from "#components/queue/queue-input";
import { WorkersPage } from "#components/workers/workers-page";
import { pageApi } from "../page-api";

export const metadata: Metadata = { title: "Workers" };

export default async function Page() {
  const { client } = await pageApi();
  const queryClient = new QueryClient();
  const query = createTanstackQueryUtils(client);
  await Promise.all([
    queryClient.prefetchQuery(query.account.me.queryOptions()),
    queryClient.prefetchQuery(query.workers.list.queryOptions()),
    queryClient.prefetchQuery(query.health.get.queryOptions()),
    queryClient.prefetchQuery(query.queue.list.queryOptions({ input: QUEUE_INPUT })),
  ]);
  return (
    <HydrationBoundary state={dehydrate(queryClient)}>
      <WorkersPage />
    </HydrationBoundary>
  );
}
