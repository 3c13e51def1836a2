import { hasEnded } from "#components/builds/build-status";
import { LogStore } from "#components/builds/log-store";
import { onSilence } from "#components/shell/on-silence";
import type { ApiClient } from "#lib/api/client";
import { problemOf } from "#lib/api/client";
import type { Build, BuildEvent, LogLine, Step } from "#lib/builds/schemas";

/** What the page shows of a build, as far as it is known. */
export interface BuildSnapshot {
  build: Omit<Build, "steps">;
  /** By index. */
  steps: readonly Step[];
  /**
   * live: events come as they happen. reconnecting: they did, and will again. paused: nobody looks, so only
   * the state is asked for now and then. ended: nothing more will come. lost: it cannot be seen any more.
   */
  connection: "live" | "reconnecting" | "paused" | "ended" | "lost";
  /** Why it is reconnecting or lost. */
  error: unknown;
}

type BuildsApi = Pick<ApiClient["builds"], "get" | "follow" | "lines">;

const RETRY_MS = [300, 1000, 2000, 5000, 10_000];
/** What comes within this time is shown together. */
const FLUSH_MS = 40;
/** Without an event for this long, ask whether there was one. */
const SILENCE_MS = 15_000;
/** How often a page that nobody sees asks for the state. */
const PAUSED_MS = 10_000;

/**
 * Follows one build: from a snapshot through its events to its end. It comes back by itself after a break,
 * from the revision it has seen; what comes twice changes nothing, since steps go by index and lines by
 * number. While nobody looks it holds no connection, of which a browser has only six to a site.
 */
export class BuildStream {
  readonly log: LogStore;
  private readonly api: BuildsApi;
  private readonly listeners = new Set<() => void>();
  private snapshot: BuildSnapshot;
  private following: AbortController | null = null;
  private lastHeard = 0;
  private eventCount = 0;
  private pendingSteps = new Map<number, Step>();
  private pendingLines: { step: number; lines: LogLine[] }[] = [];
  private pendingBuild: Omit<Build, "steps" | "dockerfile"> | null = null;
  private flushing = false;

  constructor(api: BuildsApi, { steps, ...build }: Build) {
    this.api = api;
    this.log = new LogStore((step, from, limit) => api.lines({ id: build.id, step, from, limit }));
    this.snapshot = {
      build,
      steps,
      connection: hasEnded(build.status) ? "ended" : "reconnecting",
      error: null,
    };
    this.countLines();
  }

  getSnapshot = (): BuildSnapshot => this.snapshot;

  subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  /** Takes what was asked for elsewhere, unless it is older than what is known. */
  merge({ steps, ...build }: Build): void {
    if (build.id !== this.snapshot.build.id || build.revision < this.snapshot.build.revision) return;
    this.set({ build, steps, ...(hasEnded(build.status) && { connection: "ended", error: null }) });
    // While events come, the lines that these steps count are on their way.
    if (this.snapshot.connection !== "live") this.countLines();
  }

  /** Follows until the build has ended or `stop` is called. */
  start(): void {
    if (this.following || hasEnded(this.snapshot.build.status)) return;
    const controller = new AbortController();
    this.following = controller;
    void this.run(controller.signal);
  }

  stop(): void {
    this.following?.abort();
    this.following = null;
  }

  private async run(signal: AbortSignal): Promise<void> {
    for (let failures = 0; !signal.aborted && !hasEnded(this.snapshot.build.status); ) {
      const events = this.eventCount;
      try {
        if (isHidden()) await this.poll(signal);
        else await this.follow(signal);
      } catch (error) {
        if (signal.aborted) return;
        const { status } = problemOf(error);
        if (status === 404) return this.set({ connection: "lost", error });
        this.set({ connection: "reconnecting", error });
      }
      failures = this.eventCount > events ? 0 : failures + 1;
      if (failures > 0 && !hasEnded(this.snapshot.build.status)) {
        await pause(RETRY_MS[Math.min(failures, RETRY_MS.length) - 1] ?? 0, signal);
      }
    }
    if (!signal.aborted) this.set({ connection: "ended", error: null });
  }

  private async follow(signal: AbortSignal): Promise<void> {
    const cut = new AbortController();
    const abort = () => cut.abort();
    signal.addEventListener("abort", abort);
    const unwatch = this.watch(abort);
    try {
      const { id, revision } = this.snapshot.build;
      this.countLines();
      const events = await this.api.follow({ id, after: revision }, { signal: cut.signal });
      this.heard();
      for await (const event of events) {
        this.heard();
        this.eventCount += 1;
        this.take(event);
      }
    } catch (error) {
      if (!cut.signal.aborted) throw error;
    } finally {
      signal.removeEventListener("abort", abort);
      unwatch();
      this.flush();
    }
  }

  /** Cuts the connection when nobody looks, and when it turns out to be dead. */
  private watch(cut: () => void): () => void {
    const onVisibility = () => isHidden() && cut();
    const endSilence = onSilence(
      () => this.lastHeard,
      SILENCE_MS,
      () => void this.check(cut),
    );
    if (typeof document !== "undefined") document.addEventListener("visibilitychange", onVisibility);
    return () => {
      endSilence();
      if (typeof document !== "undefined") document.removeEventListener("visibilitychange", onVisibility);
    };
  }

  private async check(cut: () => void): Promise<void> {
    const seen = this.snapshot.build.revision;
    const heard = this.lastHeard;
    try {
      const { revision } = await this.api.get({ id: this.snapshot.build.id });
      if (this.lastHeard !== heard) return;
      if (revision > seen) cut();
      else this.heard();
    } catch {
      if (this.lastHeard === heard) cut();
    }
  }

  private async poll(signal: AbortSignal): Promise<void> {
    this.set({ connection: "paused", error: null });
    this.merge(await this.api.get({ id: this.snapshot.build.id }, { signal }));
    this.eventCount += 1;
    if (!hasEnded(this.snapshot.build.status)) await pause(PAUSED_MS, signal, true);
  }

  private heard(): void {
    this.lastHeard = Date.now();
    if (this.snapshot.connection !== "live") this.set({ connection: "live", error: null });
  }

  private take(event: BuildEvent): void {
    if (event.type === "step") this.pendingSteps.set(event.step.index, event.step);
    else if (event.type === "log") this.pendingLines.push(event);
    else this.pendingBuild = event.build;
    if (this.flushing) return;
    this.flushing = true;
    setTimeout(() => this.flush(), FLUSH_MS);
  }

  /** Applies what has come since the last frame, as one change. */
  private flush(): void {
    this.flushing = false;
    const [steps, logs, build] = [this.pendingSteps, this.pendingLines, this.pendingBuild];
    if (steps.size === 0 && logs.length === 0 && !build) return;
    this.pendingSteps = new Map();
    this.pendingLines = [];
    this.pendingBuild = null;
    for (const { step, lines } of logs) this.log.add(step, lines);
    this.set({
      ...(steps.size > 0 && { steps: mergeSteps(this.snapshot.steps, steps) }),
      ...(build &&
        build.revision >= this.snapshot.build.revision && { build: { ...this.snapshot.build, ...build } }),
    });
    // The state ends a batch: only now are all the lines there that its steps count.
    if (build) this.countLines();
  }

  private countLines(): void {
    for (const step of this.snapshot.steps) this.log.setLineCount(step.index, step.lineCount);
  }

  private set(change: Partial<BuildSnapshot>): void {
    this.snapshot = { ...this.snapshot, ...change };
    for (const listener of this.listeners) listener();
  }
}

function mergeSteps(steps: readonly Step[], changed: ReadonlyMap<number, Step>): Step[] {
  const all = new Map(steps.map((step) => [step.index, step]));
  for (const step of changed.values()) all.set(step.index, step);
  return [...all.values()].sort((one, other) => one.index - other.index);
}

function isHidden(): boolean {
  return typeof document !== "undefined" && document.visibilityState === "hidden";
}

/** Resolves after `ms`, on abort, or if asked for when the page is looked at again. */
function pause(ms: number, signal: AbortSignal, untilSeen = false): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      signal.removeEventListener("abort", done);
      if (typeof document !== "undefined") document.removeEventListener("visibilitychange", onSeen);
      resolve();
    };
    const onSeen = () => untilSeen && !isHidden() && done();
    const timer = setTimeout(done, ms);
    signal.addEventListener("abort", done);
    if (typeof document !== "undefined") document.addEventListener("visibilitychange", onSeen);
  });
}
