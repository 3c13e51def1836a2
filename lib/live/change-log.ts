import { randomUUID } from "node:crypto";
import { type Change, changeSchema } from "#lib/api/contract/live";
import { listener } from "#lib/live/listener";

/** So many can be told again. */
const KEPT = 1000;

/** A change, and the id after which whoever has seen it goes on. */
export interface LoggedChange {
  event: Change;
  resumeAfter: string;
}

type Watcher = (change: LoggedChange) => void;

/**
 * The newest changes in the order in which this process heard of them. Their ids count up within an epoch, which lasts
 * as long as none can have been missed. With an id of another epoch, another process or a time too long ago nobody knows
 * what came after it: then everything may have.
 */
class ChangeLog {
  private readonly watchers = new Set<Watcher>();
  private epoch = randomUUID();
  private count = 0;
  private kept: LoggedChange[] = [];
  private listening: Promise<void> | undefined;

  /** The id of the newest change: what is read from now on is no older than that. */
  newest(): string {
    // Until it listens, ids are of an epoch that nobody can go on from. A page does not wait for it.
    void this.listen();
    return this.idOf(this.count);
  }

  /** Calls back with what comes from now on. Returns what came between an id, if one is given, and now; and how to stop. */
  async watch(
    after: string | undefined,
    watcher: Watcher,
  ): Promise<{ missed: readonly LoggedChange[]; stop: () => void }> {
    await this.listen();
    this.watchers.add(watcher);
    const missed = after === undefined ? [] : this.since(after);
    return { missed, stop: () => this.watchers.delete(watcher) };
  }

  private listen(): Promise<void> {
    this.listening ??= listener()
      .subscribe("changes", (payload) => (payload === null ? this.begin() : this.hear(payload)))
      .then(() => this.begin());
    return this.listening;
  }

  /** A new epoch. */
  private begin(): void {
    this.epoch = randomUUID();
    this.count = 0;
    this.kept = [];
    this.tell(this.everything());
  }

  private hear(payload: string): void {
    const change = parse(payload);
    if (!change) return;
    this.count += 1;
    const logged = { event: change, resumeAfter: this.idOf(this.count) };
    this.kept.push(logged);
    if (this.kept.length > KEPT) this.kept.shift();
    this.tell(logged);
  }

  private tell(change: LoggedChange): void {
    for (const watcher of this.watchers) watcher(change);
  }

  private since(id: string): readonly LoggedChange[] {
    const [, epoch, text] = /^(.+)\.(\d{1,15})$/.exec(id) ?? [];
    const missed = this.count - Number(text);
    if (epoch !== this.epoch || !(missed >= 0 && missed <= this.kept.length)) return [this.everything()];
    return this.kept.slice(this.kept.length - missed);
  }

  private everything(): LoggedChange {
    return { event: { kind: "everything" }, resumeAfter: this.idOf(this.count) };
  }

  private idOf(count: number): string {
    return `${this.epoch}.${count}`;
  }
}

function parse(payload: string): Change | null {
  try {
    return changeSchema.parse(JSON.parse(payload));
  } catch {
    return null;
  }
}

const kept = globalThis as unknown as { bakehouseChangeLog?: ChangeLog };

/** This process' log of changes; kept across module reloads in development. */
export function changeLog(): ChangeLog {
  kept.bakehouseChangeLog ??= new ChangeLog();
  return kept.bakehouseChangeLog;
}
