import { createTanstackQueryUtils } from "@orpc/tanstack-query";
import { dehydrate, HydrationBoundary, QueryClient } from "@tanstack/react-query";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { WorkerPage } from "#components/workers/worker-page";
import { problemOf } from "#lib/api/client";
import { pageApi } from "../../page-api";

interface Props {
  params: Promise<{ name: string }>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: decodeURIComponent((await params).name) };
}

export default async function Page({ params }: Props) {
  const name = decodeURIComponent((await params).name);
  const { client } = await pageApi();
  const queryClient = new QueryClient();
  const query = createTanstackQueryUtils(client);
  try {
    await Promise.all([
      queryClient.prefetchQuery(query.account.me.queryOptions()),
      queryClient.fetchQuery(query.workers.get.queryOptions({ input: { name } })),
    ]);
  } catch (error) {
    if (problemOf(error).status === 404) notFound();
  }
  return (
    <HydrationBoundary state={dehydrate(queryClient)}>
      <WorkerPage name={name} />
    </HydrationBoundary>
  );
}
