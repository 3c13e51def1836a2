import { buffer } from "node:stream/consumers";
import { pack } from "tar-stream";

/** A build context made of the Dockerfile alone, as a tar archive. The same text makes the same bytes. */
export async function packDockerfile(dockerfile: string): Promise<Buffer> {
  const archive = pack();
  archive.entry({ name: "Dockerfile", mode: 0o644, mtime: new Date(0) }, dockerfile);
  archive.finalize();
  return buffer(archive);
}
