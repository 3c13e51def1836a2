"use client";
import { useInfiniteQuery } from "@tanstack/react-query";
import { buildsOf } from "#components/images/builds-of";
import { Select } from "#components/ui/select";
import type { BuildSummary } from "#lib/builds/schemas";
import { formatRelativeTime } from "#lib/format/format-relative-time";

/** Good builds of an image, the newest first. */
export function useGoodBuilds(team: string, image: string): BuildSummary[] {
  const { data } = useInfiniteQuery(buildsOf(team, image));
  const builds = data?.pages.flatMap((page) => page.items) ?? [];
  return builds.filter(({ status, revoked }) => status === "succeeded" && revoked === null);
}

/** One of an image's good builds, by its tag. */
export function GoodBuildSelect(props: {
  builds: readonly BuildSummary[];
  value: string;
  onValueChange: (tag: string) => void;
}) {
  return (
    <Select
      value={props.value}
      onValueChange={props.onValueChange}
      options={props.builds.map(({ tag, message, timings, channels }) => ({
        value: tag,
        label: <span className="font-mono">{tag}</span>,
        hint: [
          channels.join(", "),
          message,
          formatRelativeTime(new Date(timings.finishedAt ?? timings.queuedAt), new Date()),
        ]
          .filter(Boolean)
          .join(" · "),
      }))}
    />
  );
}
