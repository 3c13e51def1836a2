import { createTanstackQueryUtils } from "@orpc/tanstack-query";
import { dehydrate, HydrationBoundary, QueryClient } from "@tanstack/react-query";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { ProjectPage } from "#components/projects/project-page";
import { problemOf } from "#lib/api/client";
import { pageApi } from "../../../page-api";

interface Props {
  params: Promise<{ team: string; project: string }>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { team, project } = await params;
  return { title: `${decodeURIComponent(team)}/${decodeURIComponent(project)}` };
}

export default async function Page({ params }: Props) {
  const raw = await params;
  const input = { team: decodeURIComponent(raw.team), project: decodeURIComponent(raw.project) };
  const { client } = await pageApi();
  const queryClient = new QueryClient();
  const query = createTanstackQueryUtils(client);
  try {
    await Promise.all([
      queryClient.fetchQuery(query.projects.get.queryOptions({ input })),
      queryClient.prefetchQuery(query.projects.listDays.queryOptions({ input: { ...input, days: 30 } })),
    ]);
  } catch (error) {
    if (problemOf(error).status === 404) notFound();
  }
  return (
    <HydrationBoundary state={dehydrate(queryClient)}>
      <ProjectPage team={input.team} name={input.project} />
    </HydrationBoundary>
  );
}
