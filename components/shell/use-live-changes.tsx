"use client";
import { type QueryClient, useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { askToSignIn } from "#components/auth/session-expired";
import { problemOf } from "#lib/api/client";
import type { Change } from "#lib/api/contract/live";
import { api, orpc } from "#lib/api/query";

/** Browsers allow six connections to a host: a tab that nobody sees gives its own back. */
const HIDDEN_MS = 30_000;
const THROTTLE_MS = 250;
const MAX_PAUSE_MS = 10_000;

const KEYS: Record<Change["kind"], readonly { key: () => readonly unknown[] }[]> = {
  build: [orpc.images, orpc.versions, orpc.builds.list, orpc.builds.listOfImage],
  image: [orpc.images, orpc.versions, orpc.teams],
  team: [orpc.teams, orpc.tokens, orpc.account, orpc.images, orpc.versions, orpc.builds],
  baseImages: [orpc.baseImages],
};

function invalidate(queryClient: QueryClient, kinds: Set<Change["kind"]>): void {
  const keys = new Set([...kinds].flatMap((kind) => KEYS[kind]));
  for (const { key } of keys) queryClient.invalidateQueries({ queryKey: key() });
}

/**
 * Keeps what the page shows up to date: one stream a visible tab says what to look at again. Returns whether
 * the connection is away.
 */
export function useLiveChanges(): boolean {
  const queryClient = useQueryClient();
  const [away, setAway] = useState(false);

  useEffect(() => {
    let stream: AbortController | undefined;
    let hiddenTimer: ReturnType<typeof setTimeout> | undefined;
    let throttle: ReturnType<typeof setTimeout> | undefined;
    const pending = new Set<Change["kind"]>();

    function onChange(change: Change) {
      pending.add(change.kind);
      throttle ??= setTimeout(() => {
        throttle = undefined;
        invalidate(queryClient, pending);
        pending.clear();
      }, THROTTLE_MS);
    }

    async function follow(signal: AbortSignal) {
      for (let pause = 500, first = true; !signal.aborted; first = false) {
        try {
          const changes = await api.live.changes(undefined, { signal });
          setAway(false);
          pause = 500;
          // What happened while nobody listened is not told again.
          if (!first) queryClient.invalidateQueries();
          for await (const change of changes) onChange(change);
        } catch (error) {
          if (signal.aborted) return;
          if (problemOf(error).code === "unauthenticated") return askToSignIn();
          setAway(true);
        }
        await new Promise((resolve) => setTimeout(resolve, pause));
        pause = Math.min(pause * 2, MAX_PAUSE_MS);
      }
    }

    function open() {
      clearTimeout(hiddenTimer);
      if (stream) return;
      stream = new AbortController();
      follow(stream.signal);
    }
    function close() {
      stream?.abort();
      stream = undefined;
    }
    function onVisibility() {
      if (document.visibilityState === "hidden") {
        hiddenTimer = setTimeout(close, HIDDEN_MS);
      } else {
        if (!stream) queryClient.invalidateQueries();
        open();
      }
    }

    onVisibility();
    document.addEventListener("visibilitychange", onVisibility);
    return () => {
      document.removeEventListener("visibilitychange", onVisibility);
      clearTimeout(hiddenTimer);
      clearTimeout(throttle);
      close();
    };
  }, [queryClient]);

  return away;
}
