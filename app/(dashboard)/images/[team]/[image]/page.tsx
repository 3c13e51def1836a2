import { createTanstackQueryUtils } from "@orpc/tanstack-query";
import { dehydrate, HydrationBoundary, QueryClient } from "@tanstack/react-query";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { ImagePage } from "#components/images/image-page";
import { problemOf } from "#lib/api/client";
import { pageApi } from "../../../page-api";

interface Props {
  params: Promise<{ team: string; image: string }>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { team, image } = await params;
  return { title: `${decodeURIComponent(team)}/${decodeURIComponent(image)}` };
}

export default async function Page({ params }: Props) {
  const raw = await params;
  const [team, image] = [decodeURIComponent(raw.team), decodeURIComponent(raw.image)];
  const { client } = await pageApi();
  const queryClient = new QueryClient();
  try {
    await queryClient.fetchQuery(
      createTanstackQueryUtils(client).images.get.queryOptions({ input: { team, image } }),
    );
  } catch (error) {
    if (problemOf(error).status === 404) notFound();
  }
  return (
    <HydrationBoundary state={dehydrate(queryClient)}>
      <ImagePage team={team} name={image} />
    </HydrationBoundary>
  );
}
