import { createTanstackQueryUtils } from "@orpc/tanstack-query";
import { dehydrate, HydrationBoundary, QueryClient } from "@tanstack/react-query";
import type { Metadata } from "next";
import { AccountPage } from "#components/account/account-page";
import { pageApi } from "../page-api";

export const metadata: Metadata = { title: "Account" };

export default async function Page() {
  const { client } = await pageApi();
  const queryClient = new QueryClient();
  const { account } = createTanstackQueryUtils(client);
  await Promise.all([
    queryClient.prefetchQuery(account.credentials.queryOptions()),
    queryClient.prefetchQuery(account.listTokens.queryOptions()),
    queryClient.prefetchQuery(account.listSessions.queryOptions()),
  ]);
  return (
    <HydrationBoundary state={dehydrate(queryClient)}>
      <AccountPage />
    </HydrationBoundary>
  );
}
