import { createReadStream } from "node:fs";
import { pipeline } from "node:stream/promises";
import { extract, type Header } from "tar-stream";
import { SetupError } from "../setup-error.ts";

export interface ArchiveFile {
  name: string;
  size: number;
  /** Must be read to its end. */
  content: AsyncIterable<Buffer>;
}

const SAFE_NAME = /^[\w][\w./@:+-]*$/;

/**
 * Yields the files of an archive one after the other, as they come off the disk.
 * @throws SetupError when it is no tar file, was cut, or has anything but files below its own root
 */
export async function* readArchive(file: string): AsyncGenerator<ArchiveFile> {
  const tar = extract();
  const reading = pipeline(createReadStream(file), tar as unknown as NodeJS.WritableStream);
  reading.catch(() => {});
  try {
    for await (const entry of tar) {
      requireSafe(file, entry.header);
      const { name, size = 0 } = entry.header;
      yield { name, size, content: contentOf(file, entry as unknown as AsyncIterable<Buffer>) };
    }
    await reading;
  } catch (error) {
    throw explain(file, error);
  } finally {
    tar.destroy();
  }
}

async function* contentOf(file: string, entry: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  try {
    yield* entry;
  } catch (error) {
    throw explain(file, error);
  }
}

/** What the system says has a code; the rest is what the tar file's reader thinks of it. */
function explain(file: string, error: unknown): Error {
  if (error instanceof SetupError) return error;
  const { code, message } = error as NodeJS.ErrnoException;
  if (code === "ENOENT") return new SetupError(`There is no ${file}.`);
  return code
    ? (error as Error)
    : new SetupError(`${file} is broken or was cut (${message}). Nothing was changed.`);
}

function requireSafe(file: string, { name, type }: Header): void {
  if (type === "file" && SAFE_NAME.test(name) && !name.split("/").includes("..")) return;
  throw new SetupError(`${file} is no back-up of Bakehouse: it has ${type} ${JSON.stringify(name)}.`);
}
