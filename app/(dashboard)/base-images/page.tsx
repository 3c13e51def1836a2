import { createTanstackQueryUtils } from "@orpc/tanstack-query";
import { dehydrate, HydrationBoundary, QueryClient } from "@tanstack/react-query";
import type { Metadata } from "next";
import { BaseImagesPage } from "#components/base-images/base-images-page";
import { pageApi } from "../page-api";

export const metadata: Metadata = { title: "Base images" };

export default async function Page() {
  const { client } = await pageApi();
  const queryClient = new QueryClient();
  await queryClient.prefetchQuery(createTanstackQueryUtils(client).baseImages.list.queryOptions());
  return (
    <HydrationBoundary state={dehydrate(queryClient)}>
      <BaseImagesPage />
    </HydrationBoundary>
  );
}
