import { createTanstackQueryUtils } from "@orpc/tanstack-query";
import { dehydrate, HydrationBoundary, QueryClient } from "@tanstack/react-query";
import type { Metadata } from "next";
import { headers } from "next/headers";
import { TeamPage } from "#components/teams/team-page";
import { serverApi } from "#lib/api/server-client";

interface PageProps {
  params: Promise<{ team: string }>;
}

export async function generateMetadata({ params }: PageProps): Promise<Metadata> {
  return { title: `${(await params).team} team` };
}

export default async function Page({ params }: PageProps) {
  const { team } = await params;
  const { client } = await serverApi(await headers());
  const queryClient = new QueryClient();
  const query = createTanstackQueryUtils(client);
  await Promise.all([
    queryClient.prefetchQuery(query.teams.get.queryOptions({ input: { team } })),
    queryClient.prefetchQuery(query.account.me.queryOptions()),
    queryClient.prefetchQuery(query.teams.listMembers.queryOptions({ input: { team } })),
    queryClient.prefetchQuery(query.tokens.list.queryOptions({ input: { team } })),
  ]);
  return (
    <HydrationBoundary state={dehydrate(queryClient)}>
      <TeamPage name={team} />
    </HydrationBoundary>
  );
}
