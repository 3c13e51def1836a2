import { createTanstackQueryUtils } from "@orpc/tanstack-query";
import { dehydrate, HydrationBoundary, QueryClient } from "@tanstack/react-query";
import type { Metadata } from "next";
import { headers } from "next/headers";
import { notFound } from "next/navigation";
import { BuildPage } from "#components/builds/build-page";
import { problemOf } from "#lib/api/client";
import { serverApi } from "#lib/api/server-client";

export const metadata: Metadata = { title: "Build" };

export default async function Page({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  const { client } = await serverApi(await headers());
  const queryClient = new QueryClient();
  try {
    await queryClient.fetchQuery(createTanstackQueryUtils(client).builds.get.queryOptions({ input: { id } }));
  } catch (error) {
    if (problemOf(error).status === 404) notFound();
  }
  return (
    <HydrationBoundary state={dehydrate(queryClient)}>
      <BuildPage id={id} />
    </HydrationBoundary>
  );
}
