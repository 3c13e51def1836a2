"use client";
import { useQuery } from "@tanstack/react-query";
import type { OwnValues } from "#components/api-reference/own-values";
import { useCurrentTeam } from "#components/shell/current-team";
import { useOrigin } from "#components/teams/use-origin";
import { orpc } from "#lib/api/query";

/** What the viewer has, for examples: of the chosen team, else of their first; words in capitals where there is none. */
export function useOwnValues(): OwnValues {
  const origin = useOrigin();
  const { chosen } = useCurrentTeam();
  const { data: me } = useQuery(orpc.account.me.queryOptions());
  const team = chosen || me?.teams[0]?.name;
  const input = { team, limit: 1 };
  const enabled = team !== undefined;
  const images = useQuery({ ...orpc.images.list.queryOptions({ input }), enabled });
  const builds = useQuery({ ...orpc.builds.list.queryOptions({ input }), enabled });
  const projects = useQuery({ ...orpc.projects.list.queryOptions({ input }), enabled });
  const image = images.data?.items[0];
  const build = builds.data?.items[0];
  const project = projects.data?.items[0];
  return {
    origin,
    team: team ?? "TEAM",
    otherTeam: me?.teams.find(({ name }) => name !== team)?.name ?? "OTHER-TEAM",
    image: image?.name ?? "IMAGE",
    version: image?.versions ?? 1,
    build: build?.id ?? "BUILD-ID",
    tag: image?.latest?.tag ?? "1.1",
    project: project?.name ?? "PROJECT",
    use: project?.uses[0]?.name ?? "default",
    user: me?.id ?? "USER-ID",
  };
}
