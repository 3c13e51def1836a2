import { Client } from "pg";
import { CHANNELS, type Channel } from "#lib/live/notify";

/** Called with a notice's payload; with null after a break, when notices may have been missed. */
type Handler = (payload: string | null) => void;

const RETRY_MS = [100, 500, 1000, 2000, 5000];
const TRY_LOCK = "SELECT pg_try_advisory_lock(hashtextextended($1, 0)) AS locked";
const UNLOCK = "SELECT pg_advisory_unlock(hashtextextended($1, 0))";

/**
 * One connection a process that listens to all channels and fans out. It connects on the first
 * subscription, comes back by itself when PostgreSQL was away, and then tells everyone to look again.
 */
export class Listener {
  private readonly handlers = new Map<Channel, Set<Handler>>(CHANNELS.map((channel) => [channel, new Set()]));
  private readonly held = new Set<string>();
  private readonly connectionString: string | undefined;
  private client: Client | undefined;
  private connecting: Promise<void> | undefined;
  private closed = false;

  constructor(connectionString: string | undefined) {
    this.connectionString = connectionString;
  }

  /** Resolves once notices are sure to arrive; returns how to unsubscribe. */
  async subscribe(channel: Channel, handler: Handler): Promise<() => void> {
    const handlers = this.handlers.get(channel);
    handlers?.add(handler);
    this.connecting ??= this.connect();
    await this.connecting;
    return () => handlers?.delete(handler);
  }

  /**
   * Takes a lock of the database's that lasts as long as this process: it is free at once when the process dies, and is
   * taken again after a break. Returns false while any process has it, this one too.
   */
  async hold(key: string): Promise<boolean> {
    if (this.held.has(key)) return false;
    this.connecting ??= this.connect();
    await this.connecting;
    const { rows } = (await this.client?.query(TRY_LOCK, [key])) ?? { rows: [] };
    if (rows[0]?.locked) this.held.add(key);
    return rows[0]?.locked ?? false;
  }

  async letGo(key: string): Promise<void> {
    if (this.held.delete(key)) await this.client?.query(UNLOCK, [key]);
  }

  async close(): Promise<void> {
    this.closed = true;
    await this.client?.end().catch(() => {});
  }

  private async connect(): Promise<void> {
    for (let attempt = 0; !this.closed; attempt++) {
      const client = new Client({
        connectionString: this.connectionString,
        keepAlive: true,
        application_name: "bakehouse-listener",
      });
      try {
        await client.connect();
        client.on("notification", ({ channel, payload }) => {
          for (const handler of this.handlers.get(channel as Channel) ?? []) handler(payload ?? "");
        });
        client.on("error", () => {});
        client.on("end", () => this.reconnect(client));
        for (const channel of CHANNELS) await client.query(`LISTEN ${channel}`);
        for (const key of this.held) await client.query(TRY_LOCK, [key]);
        this.client = client;
        return;
      } catch {
        client.removeAllListeners("end");
        await client.end().catch(() => {});
        await new Promise((resolve) => setTimeout(resolve, RETRY_MS[Math.min(attempt, RETRY_MS.length - 1)]));
      }
    }
  }

  private reconnect(client: Client): void {
    if (this.closed || client !== this.client) return;
    this.connecting = this.connect().then(() => {
      for (const handlers of this.handlers.values()) for (const handler of handlers) handler(null);
    });
  }
}

const kept = globalThis as unknown as { bakehouseListener?: Listener };

/** This process' listener; kept across module reloads in development. */
export function listener(): Listener {
  kept.bakehouseListener ??= new Listener(process.env.DATABASE_URL);
  return kept.bakehouseListener;
}
