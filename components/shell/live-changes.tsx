import { getEventMeta } from "@orpc/client";
import type { QueryClient } from "@tanstack/react-query";
import { askToSignIn } from "#components/auth/session-expired";
import { onSilence } from "#components/shell/on-silence";
import { type ApiClient, problemOf } from "#lib/api/client";
import type { Change } from "#lib/api/contract/live";
import { orpc } from "#lib/api/query";

const THROTTLE_MS = 250;
const RETRY_MS = 500;
const MAX_RETRY_MS = 10_000;
/** A stream that was silent for this long is opened anew, in case it is dead: nothing is told twice by that. */
const SILENCE_MS = 60_000;
/** A fetch that hangs must not end all that follows. */
const PATIENCE_MS = 10_000;

/** What to look at again. */
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
    orpc.workers,
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
  workers: [orpc.workers, orpc.health],
  queue: [orpc.queue, orpc.workers, orpc.health.details, orpc.limits.getOfTeam],
  limits: [orpc.limits],
  everything: [orpc],
};

/**
 * Keeps what was fetched up to date: a stream of the API says what to look at again. It begins after the newest change
 * that the page was read after, and comes back by itself after the last one it heard of: what did not change in between
 * is not asked for again.
 */
export class LiveChanges {
  private readonly api: Pick<ApiClient["live"], "changes">;
  private readonly queryClient: QueryClient;
  private readonly listeners = new Set<() => void>();
  private readonly pending = new Set<Change["kind"]>();
  private last: string;
  private stream: AbortController | undefined;
  private refreshing = false;
  private away = false;

  /** @param last the id of the newest change before anything was read */
  constructor(api: Pick<ApiClient["live"], "changes">, queryClient: QueryClient, last: string) {
    this.api = api;
    this.queryClient = queryClient;
    this.last = last;
  }

  /** Whether the connection is wanted and not there. */
  isAway = (): boolean => this.away;

  subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  start(): void {
    if (this.stream) return;
    this.stream = new AbortController();
    void this.follow(this.stream.signal);
  }

  stop(): void {
    this.stream?.abort();
    this.stream = undefined;
  }

  private async follow(signal: AbortSignal): Promise<void> {
    for (let pause = RETRY_MS; !signal.aborted; pause = Math.min(pause * 2, MAX_RETRY_MS)) {
      const connection = new AbortController();
      const cut = () => connection.abort();
      signal.addEventListener("abort", cut);
      let heardAt = Date.now();
      let isOpen = false;
      const endSilence = onSilence(() => heardAt, SILENCE_MS, cut);
      try {
        const { signal } = connection;
        const changes = await this.api.changes(undefined, { signal, lastEventId: this.last });
        isOpen = true;
        this.setAway(false);
        pause = RETRY_MS;
        for await (const change of changes) {
          heardAt = Date.now();
          this.take(change);
        }
      } catch (error) {
        if (signal.aborted) return;
        if (problemOf(error).code === "unauthenticated") return askToSignIn();
        if (!isOpen || !connection.signal.aborted) this.setAway(true);
      } finally {
        endSilence();
        signal.removeEventListener("abort", cut);
      }
      await sleep(pause);
    }
  }

  private take(change: Change): void {
    this.last = getEventMeta(change)?.id ?? this.last;
    this.pending.add(change.kind);
    void this.refresh();
  }

  /** Asked for again while it is being fetched, a list would start over each time and never arrive. */
  private async refresh(): Promise<void> {
    if (this.refreshing) return;
    this.refreshing = true;
    while (this.pending.size > 0) {
      await sleep(THROTTLE_MS);
      const keys = new Set([...this.pending].flatMap((kind) => KEYS[kind]));
      this.pending.clear();
      const fetched = [...keys].map(({ key }) => this.queryClient.invalidateQueries({ queryKey: key() }));
      await Promise.race([Promise.all(fetched), sleep(PATIENCE_MS)]);
    }
    this.refreshing = false;
  }

  private setAway(away: boolean): void {
    this.away = away;
    for (const listener of this.listeners) listener();
  }
}

function sleep(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
