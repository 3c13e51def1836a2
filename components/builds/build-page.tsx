"use client";
import { useSuspenseQuery } from "@tanstack/react-query";
import { BuildView } from "#components/builds/build-view";
import { orpc } from "#lib/api/query";

/** The page of one build; what it shows first was fetched on the server. */
export function BuildPage({ id }: { id: string }) {
  const { data } = useSuspenseQuery(orpc.builds.get.queryOptions({ input: { id } }));
  return <BuildView key={id} initial={data} />;
}
