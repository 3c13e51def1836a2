import { createTanstackQueryUtils } from "@orpc/tanstack-query";
import { dehydrate, HydrationBoundary, QueryClient } from "@tanstack/react-query";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { TeamPage } from "#components/teams/team-page";
import { problemOf } from "#lib/api/client";
import { pageApi } from "../../page-api";

interface PageProps {
  params: Promise<{ team: string }>;
}

export async function generateMetadata({ params }: PageProps): Promise<Metadata> {
  return { title: `${(await params).team} team` };
}

export default async function Page({ params }: PageProps) {
  const { team } = await params;
  const { client } = await pageApi();
  const queryClient = new QueryClient();
  const query = createTanstackQueryUtils(client);
  try {
    await Promise.all([
      queryClient.fetchQuery(query.teams.get.queryOptions({ input: { team } })),
      queryClient.prefetchQuery(query.account.me.queryOptions()),
      queryClient.prefetchQuery(query.teams.listMembers.queryOptions({ input: { team } })),
      queryClient.prefetchQuery(query.tokens.list.queryOptions({ input: { team } })),
    ]);
  } catch (error) {
    if (problemOf(error).status === 404) notFound();
  }
  return (
    <HydrationBoundary state={dehydrate(queryClient)}>
      <TeamPage name={team} />
    </HydrationBoundary>
  );
}
