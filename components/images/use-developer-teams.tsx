"use client";
import { useQuery } from "@tanstack/react-query";
import { orpc } from "#lib/api/query";
import { isAtLeast } from "#lib/auth/roles";

/** The names of the teams in which the viewer may create images. */
export function useDeveloperTeams(): string[] {
  const { data } = useQuery(orpc.account.me.queryOptions());
  return (data?.teams ?? []).filter(({ role }) => isAtLeast(role, "developer")).map(({ name }) => name);
}
