"use client";
import { type QueryClient, useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { askToSignIn, useSessionExpired } from "#components/auth/session-expired";
import { problemOf } from "#lib/api/client";
import type { Change } from "#lib/api/contract/live";
import { api, orpc } from "#lib/api/query";

/** Browsers allow six connections to a host: a tab that nobody sees gives its own back. */
const HIDDEN_MS = 30_000;
const THROTTLE_MS = 250;
const MAX_PAUSE_MS = 10_000;
/** A fetch that hangs must not end all that follows. */
const PATIENCE_MS = 10_000;

const KEYS: Record<Change["kind"], readonly { key: () => readonly unknown[] }[]> = {
  build: [
    orpc.images,
    orpc.versions,
    orpc.useImage,
    orpc.channels,
    orpc.projects,
    orpc.sharing,
    orpc.builds.list,
    orpc.builds.listOfImage,
    orpc.activity,
    orpc.audit,
  ],
  image: [
    orpc.images,
    orpc.versions,
    orpc.useImage,
    orpc.channels,
    orpc.projects,
    orpc.sharing,
    orpc.builds,
    orpc.teams,
    orpc.activity,
    orpc.audit,
  ],
  team: [
    orpc.teams,
    orpc.tokens,
    orpc.invitations,
    orpc.account,
    orpc.images,
    orpc.versions,
    orpc.channels,
    orpc.builds,
    orpc.webhooks,
    orpc.activity,
    orpc.audit,
  ],
  tokens: [orpc.tokens, orpc.audit],
  project: [orpc.projects, orpc.sharing, orpc.activity, orpc.audit],
  webhooks: [orpc.webhooks, orpc.audit],
  notices: [orpc.notices],
  baseImages: [orpc.baseImages],
};

/** Resolves when what the page shows of these has been fetched again. */
async function invalidate(queryClient: QueryClient, kinds: Iterable<Change["kind"]>): Promise<void> {
  const keys = new Set([...kinds].flatMap((kind) => KEYS[kind]));
  await Promise.all([...keys].map(({ key }) => queryClient.invalidateQueries({ queryKey: key() })));
}

/**
 * Keeps what the page shows up to date: one stream a visible tab says what to look at again. Returns whether
 * the connection is away.
 */
export function useLiveChanges(): boolean {
  const queryClient = useQueryClient();
  const expired = useSessionExpired();
  // A stream tells of the teams that one was in when it opened.
  const { data: teams } = useSuspenseQuery({
    ...orpc.account.me.queryOptions(),
    select: (me) => me.teams.map(({ name }) => name).join(" "),
  });
  const [away, setAway] = useState(false);

  useEffect(() => {
    if (expired || teams === undefined) return;
    let stream: AbortController | undefined;
    let hiddenTimer: ReturnType<typeof setTimeout> | undefined;
    let throttle: ReturnType<typeof setTimeout> | undefined;
    let refreshing = false;
    const pending = new Set<Change["kind"]>();

    function onChange(change: Change) {
      pending.add(change.kind);
      if (!refreshing) throttle ??= setTimeout(refresh, THROTTLE_MS);
    }

    /** Asked for again while it is being fetched, a list would start over each time and never arrive. */
    async function refresh() {
      refreshing = true;
      const kinds = [...pending];
      pending.clear();
      await Promise.race([
        invalidate(queryClient, kinds),
        new Promise((resolve) => setTimeout(resolve, PATIENCE_MS)),
      ]);
      refreshing = false;
      throttle = pending.size > 0 && stream ? setTimeout(refresh, THROTTLE_MS) : undefined;
    }

    async function follow(signal: AbortSignal) {
      for (let pause = 500; !signal.aborted; ) {
        try {
          const changes = await api.live.changes(undefined, { signal });
          setAway(false);
          pause = 500;
          // What happened while nobody listened, be it since the page was rendered, is not told again.
          queryClient.invalidateQueries();
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
      if (document.visibilityState === "hidden") hiddenTimer = setTimeout(close, HIDDEN_MS);
      else open();
    }

    onVisibility();
    document.addEventListener("visibilitychange", onVisibility);
    return () => {
      document.removeEventListener("visibilitychange", onVisibility);
      clearTimeout(hiddenTimer);
      clearTimeout(throttle);
      close();
    };
  }, [queryClient, expired, teams]);

  return away;
}
