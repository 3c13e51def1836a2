import { createTanstackQueryUtils } from "@orpc/tanstack-query";
import { dehydrate, HydrationBoundary, QueryClient } from "@tanstack/react-query";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { cache } from "react";
import { BuildPage } from "#components/builds/build-page";
import { buildTitle } from "#components/builds/build-title";
import { problemOf } from "#lib/api/client";
import { pageApi } from "../../page-api";

interface Props {
  params: Promise<{ id: string }>;
}

/** Fetched once a request, for the title and the page. */
const prefetch = cache(async (id: string) => {
  const { client } = await pageApi();
  const queryClient = new QueryClient();
  const query = createTanstackQueryUtils(client);
  try {
    const build = await queryClient.fetchQuery(query.builds.get.queryOptions({ input: { id } }));
    if (build.status === "queued") {
      await queryClient.prefetchQuery(query.queue.place.queryOptions({ input: { id } }));
    }
    return { queryClient, build };
  } catch (error) {
    if (problemOf(error).status === 404) notFound();
    return { queryClient, build: null };
  }
});

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { build } = await prefetch((await params).id);
  return { title: build ? buildTitle(build) : "Build" };
}

export default async function Page({ params }: Props) {
  const { id } = await params;
  const { queryClient } = await prefetch(id);
  return (
    <HydrationBoundary state={dehydrate(queryClient)}>
      <BuildPage id={id} />
    </HydrationBoundary>
  );
}
