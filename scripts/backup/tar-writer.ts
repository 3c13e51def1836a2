import { createHash } from "node:crypto";
import { createWriteStream } from "node:fs";
import { open, rename, rm } from "node:fs/promises";
import type { Readable, Writable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { pack } from "tar-stream";

/** A tar file that is there under its name only when it is whole. */
export class TarWriter {
  private readonly tar = pack();
  private readonly partial: string;
  private readonly writing: Promise<void>;
  private readonly file: string;
  private readonly mtime = new Date();
  private failure: Error | undefined;

  constructor(file: string) {
    this.file = file;
    this.partial = `${file}.partial`;
    // For its owner's eyes: it holds keys.
    const sink = createWriteStream(this.partial, { mode: 0o600 });
    this.writing = pipeline(this.tar as unknown as Readable, sink);
    this.writing.catch((error: Error) => {
      this.failure = error;
    });
  }

  async add(name: string, content: Buffer): Promise<void> {
    await this.entry(
      name,
      content.length,
      (async function* () {
        yield content;
      })(),
    );
  }

  /** Adds a file of the disk as long as it is now; returns its bytes and their SHA-256. @throws ENOENT */
  async addFile(name: string, path: string): Promise<{ bytes: number; sha256: string }> {
    const hash = createHash("sha256");
    const handle = await open(path);
    try {
      const { size } = await handle.stat();
      const content = size > 0 ? handle.createReadStream({ end: size - 1, autoClose: false }) : [];
      await this.entry(
        name,
        size,
        (async function* () {
          for await (const chunk of content as AsyncIterable<Buffer>) {
            hash.update(chunk);
            yield chunk;
          }
        })(),
      );
      return { bytes: size, sha256: hash.digest("hex") };
    } finally {
      await handle.close();
    }
  }

  private async entry(name: string, size: number, content: AsyncIterable<Buffer>): Promise<void> {
    if (this.failure) throw this.failure;
    // A disk that is full ends the archive, which ends its entry.
    await new Promise<void>((resolve, reject) => {
      const header = { name, size, mode: 0o600, mtime: this.mtime };
      const sink = this.tar.entry(header, (error) => (error ? reject(error) : resolve()));
      pipeline(content, sink as unknown as Writable).catch(reject);
    }).catch((error) => {
      throw this.failure ?? error;
    });
  }

  /** Gives the whole file its name; it is on the disk then. */
  async finish(): Promise<void> {
    this.tar.finalize();
    await this.writing;
    const handle = await open(this.partial, "r+");
    try {
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(this.partial, this.file);
  }

  async abandon(): Promise<void> {
    this.tar.destroy();
    await this.writing.catch(() => {});
    await rm(this.partial, { force: true });
  }
}
