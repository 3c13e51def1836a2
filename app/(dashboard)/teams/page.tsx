import { createTanstackQueryUtils } from "@orpc/tanstack-query";
import { dehydrate, HydrationBoundary, QueryClient } from "@tanstack/react-query";
import type { Metadata } from "next";
import { TeamsPage } from "#components/teams/teams-page";
import { isAdministrator } from "#lib/auth/scope";
import { pageApi } from "../page-api";

export const metadata: Metadata = { title: "Teams" };

export default async function Page() {
  const { client, context } = await pageApi();
  const queryClient = new QueryClient();
  const query = createTanstackQueryUtils(client);
  await Promise.all([
    queryClient.prefetchQuery(query.teams.list.queryOptions()),
    queryClient.prefetchQuery(query.account.me.queryOptions()),
    context && isAdministrator(context)
      ? queryClient.prefetchQuery(query.teams.listAll.queryOptions())
      : undefined,
  ]);
  return (
    <HydrationBoundary state={dehydrate(queryClient)}>
      <TeamsPage />
    </HydrationBoundary>
  );
}
