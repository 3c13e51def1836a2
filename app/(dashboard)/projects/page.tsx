import { createTanstackQueryUtils } from "@orpc/tanstack-query";
import { dehydrate, HydrationBoundary, QueryClient } from "@tanstack/react-query";
import type { Metadata } from "next";
import { ProjectsPage } from "#components/projects/projects-page";
import { projectsInput, readProjectsSearch } from "#components/projects/projects-search";
import { pageApi } from "../page-api";

export const metadata: Metadata = { title: "Projects" };

interface PageProps {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export default async function Page({ searchParams }: PageProps) {
  const params = await searchParams;
  const search = readProjectsSearch({ get: (name) => [params[name] ?? null].flat()[0] ?? null });
  const { client } = await pageApi();
  const queryClient = new QueryClient();
  const query = createTanstackQueryUtils(client);
  await Promise.all([
    // What goes wrong here, the browser finds out again and shows.
    queryClient
      .infiniteQuery({ ...query.projects.list.infiniteOptions(projectsInput(search)), retry: false })
      .catch(() => {}),
    queryClient.prefetchQuery(query.account.me.queryOptions()),
  ]);
  return (
    <HydrationBoundary state={dehydrate(queryClient)}>
      <ProjectsPage />
    </HydrationBoundary>
  );
}
