import { once } from "node:events";
import type { Client, Connection, Submittable } from "pg";

interface CopyConnection extends Connection {
  query(sql: string): void;
  sendCopyFromChunk(chunk: Buffer): void;
  endCopyFrom(): void;
  sendCopyFail(message: string): void;
}

/** A COPY … FROM STDIN as the driver runs a query. */
class CopyIn implements Submittable {
  readonly done: Promise<number>;
  private resolve!: (rows: number) => void;
  private reject!: (error: Error) => void;
  private rows = 0;
  private failed = false;
  private readonly sql: string;
  private readonly chunks: AsyncIterable<Buffer>;

  constructor(sql: string, chunks: AsyncIterable<Buffer>) {
    this.sql = sql;
    this.chunks = chunks;
    this.done = new Promise((resolve, reject) => {
      this.resolve = resolve;
      this.reject = reject;
    });
  }

  submit(connection: Connection): void {
    (connection as CopyConnection).query(this.sql);
  }

  handleCopyInResponse(connection: CopyConnection): void {
    this.send(connection).catch((error: Error) => {
      connection.sendCopyFail(error.message);
      this.fail(error);
    });
  }

  private async send(connection: CopyConnection): Promise<void> {
    for await (const chunk of this.chunks) {
      if (this.failed) return;
      connection.sendCopyFromChunk(chunk);
      if (connection.stream.writableNeedDrain) await once(connection.stream, "drain");
    }
    if (!this.failed) connection.endCopyFrom();
  }

  handleCommandComplete({ text }: { text: string }): void {
    this.rows = Number(text.split(" ")[1]);
  }

  handleError(error: Error): void {
    this.fail(error);
  }

  handleReadyForQuery(): void {
    this.resolve(this.rows);
  }

  private fail(error: Error): void {
    this.failed = true;
    this.reject(error);
  }
}

/**
 * Runs COPY … FROM STDIN with the given bytes, no faster than PostgreSQL takes them; returns how many rows it made.
 * @throws what PostgreSQL says, or what reading the bytes threw
 */
export function copyIn(client: Client, sql: string, chunks: AsyncIterable<Buffer>): Promise<number> {
  return client.query(new CopyIn(sql, chunks)).done;
}
