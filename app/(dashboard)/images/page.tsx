import { createTanstackQueryUtils } from "@orpc/tanstack-query";
import { dehydrate, HydrationBoundary, QueryClient } from "@tanstack/react-query";
import type { Metadata } from "next";
import { Catalogue } from "#components/images/catalogue";
import { catalogueInput, readCatalogueSearch } from "#components/images/catalogue-search";
import { pageApi } from "../page-api";

export const metadata: Metadata = { title: "Images" };

interface PageProps {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export default async function Page({ searchParams }: PageProps) {
  const params = await searchParams;
  const search = readCatalogueSearch({ get: (name) => [params[name] ?? null].flat()[0] ?? null });
  const { client } = await pageApi();
  const queryClient = new QueryClient();
  const query = createTanstackQueryUtils(client);
  await Promise.all([
    // What goes wrong here, the browser finds out again and shows.
    queryClient
      .infiniteQuery({ ...query.images.list.infiniteOptions(catalogueInput(search)), retry: false })
      .catch(() => {}),
    queryClient.prefetchQuery(query.account.me.queryOptions()),
  ]);
  return (
    <HydrationBoundary state={dehydrate(queryClient)}>
      <Catalogue />
    </HydrationBoundary>
  );
}
