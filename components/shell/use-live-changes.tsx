"use client";
import { useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import { useEffect, useState, useSyncExternalStore } from "react";
import { useSessionExpired } from "#components/auth/session-expired";
import { LiveChanges } from "#components/shell/live-changes";
import { api, orpc } from "#lib/api/query";

/** Browsers allow six connections to a host: a tab that nobody sees gives its own back. */
const HIDDEN_MS = 30_000;

/**
 * Keeps what the page shows up to date: one stream a visible tab says what to look at again. Returns whether
 * the connection is away.
 * @param readAfter the id of the newest change when the page began to be read
 */
export function useLiveChanges(readAfter: string): boolean {
  const queryClient = useQueryClient();
  const expired = useSessionExpired();
  // A stream tells of the teams that one was in when it opened.
  const { data: teams } = useSuspenseQuery({
    ...orpc.account.me.queryOptions(),
    select: (me) => me.teams.map(({ name }) => name).join(" "),
  });
  const [live] = useState(() => new LiveChanges(api.live, queryClient, readAfter));

  useEffect(() => {
    if (expired || teams === undefined) return;
    let hiddenTimer: ReturnType<typeof setTimeout> | undefined;

    function onVisibility() {
      clearTimeout(hiddenTimer);
      if (document.visibilityState === "hidden") hiddenTimer = setTimeout(() => live.stop(), HIDDEN_MS);
      else live.start();
    }
    onVisibility();
    document.addEventListener("visibilitychange", onVisibility);
    return () => {
      document.removeEventListener("visibilitychange", onVisibility);
      clearTimeout(hiddenTimer);
      live.stop();
    };
  }, [live, expired, teams]);

  return useSyncExternalStore(live.subscribe, live.isAway, () => false);
}
