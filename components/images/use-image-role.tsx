"use client";
import { useQuery } from "@tanstack/react-query";
import { orpc } from "#lib/api/query";
import { isAtLeast, type Role } from "#lib/auth/roles";

/** Tells what the viewer may do with an image; until that is known, nothing. */
export function useImageRole(team: string, image: string): (need: Role) => boolean {
  const { data } = useQuery(orpc.images.get.queryOptions({ input: { team, image } }));
  return (need) => data !== undefined && isAtLeast(data.role, need);
}
