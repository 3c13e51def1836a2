import type { Client, Connection, Submittable } from "pg";

/** What is read ahead of whoever takes it; then the connection is left unread, and PostgreSQL waits. */
const AHEAD_BYTES = 4 * 1024 * 1024;

/** A COPY … TO STDOUT as the driver runs a query. */
class CopyOut implements Submittable {
  readonly chunks: Buffer[] = [];
  ahead = 0;
  ended = false;
  error: Error | undefined;
  connection: Connection | undefined;
  wake = () => {};
  private readonly sql: string;

  constructor(sql: string) {
    this.sql = sql;
  }

  submit(connection: Connection): void {
    this.connection = connection;
    (connection as unknown as { query: (sql: string) => void }).query(this.sql);
  }

  handleCopyData({ chunk }: { chunk: Buffer }, connection: Connection): void {
    // The driver reads the next bytes into the same memory.
    this.chunks.push(Buffer.from(chunk));
    this.ahead += chunk.length;
    if (this.ahead > AHEAD_BYTES) connection.stream.pause();
    this.wake();
  }

  handleCommandComplete(): void {}

  handleError(error: Error): void {
    this.error = error;
    this.handleReadyForQuery();
  }

  handleReadyForQuery(): void {
    this.ended = true;
    this.wake();
  }
}

/**
 * Runs COPY … TO STDOUT and yields its bytes as they come, no faster than they are taken.
 * @throws what PostgreSQL says
 */
export async function* copyOut(client: Client, sql: string): AsyncGenerator<Buffer> {
  const copy = client.query(new CopyOut(sql));
  try {
    for (;;) {
      const chunks = copy.chunks.splice(0);
      copy.ahead = 0;
      copy.connection?.stream.resume();
      yield* chunks;
      if (copy.chunks.length > 0) continue;
      if (copy.error) throw copy.error;
      if (copy.ended) return;
      await new Promise<void>((resolve) => {
        copy.wake = resolve;
      });
    }
  } finally {
    // Whoever takes no more must not leave the connection unread.
    copy.connection?.stream.resume();
  }
}
