"use client";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { buildsOf } from "#components/images/builds-of";
import { versionsOf } from "#components/versions/versions-of";
import { orpc } from "#lib/api/query";
import type { BuildSummary } from "#lib/builds/schemas";

/** What an image ("team/image") offers to follow: channels, versions and good builds; nothing is asked for "". */
export function useImageChoices(named: string) {
  const [team = "", image = ""] = named.split("/");
  const enabled = named !== "";
  const channels = useQuery({ ...orpc.channels.list.queryOptions({ input: { team, image } }), enabled });
  const versions = useInfiniteQuery({ ...versionsOf(team, image), enabled });
  const builds = useInfiniteQuery({ ...buildsOf(team, image), enabled });
  const good = (builds.data?.pages.flatMap((page) => page.items) ?? []).filter(isGood);
  const queries = [channels, versions, builds];
  return {
    isPending: enabled && queries.some((query) => query.isPending),
    error: queries.find((query) => query.error)?.error ?? null,
    good,
    channels: (channels.data?.items ?? []).map(({ name, build, automatic }) => ({
      name,
      tag: build.tag,
      automatic,
    })),
    versions: (versions.data?.pages.flatMap((page) => page.items) ?? []).map(
      ({ number, message, builds, lastBuild }) => ({
        number,
        message,
        isBuilt: builds > 0,
        tag:
          [...good, ...(lastBuild ? [lastBuild].filter(isGood) : [])].find(
            (build) => build.version === number,
          )?.tag ?? null,
      }),
    ),
    builds: good.map(({ tag }) => tag),
  };
}

function isGood({ status, revoked }: BuildSummary): boolean {
  return status === "succeeded" && revoked === null;
}
