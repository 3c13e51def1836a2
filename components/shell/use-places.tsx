"use client";
import { useSuspenseQuery } from "@tanstack/react-query";
import { PLACES, type Place } from "#components/shell/places";
import { orpc } from "#lib/api/query";
import { isAtLeast } from "#lib/auth/roles";

/** Where whoever is signed in can go: what they may not see is not offered. */
export function usePlaces(): readonly Place[] {
  const { data: me } = useSuspenseQuery(orpc.account.me.queryOptions());
  const isMaintainer = me.isAdmin || me.teams.some(({ role }) => isAtLeast(role, "maintainer"));
  return PLACES.filter(
    (place) => (!place.forMaintainers || isMaintainer) && (!place.forAdministrators || me.isAdmin),
  );
}
