import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** A hash over texts and over all files below the given paths (what is not there counts as such). */
export function hashOf(root: string, paths: string[], texts: string[] = []): string {
  const hash = createHash("sha256");
  for (const text of texts) hash.update(`${text}\0`);
  for (const path of paths) addPath(hash, root, path);
  return hash.digest("hex");
}

function addPath(hash: ReturnType<typeof createHash>, root: string, path: string): void {
  const full = join(root, path);
  if (!existsSync(full)) return;
  if (statSync(full).isDirectory()) {
    for (const name of readdirSync(full).sort()) addPath(hash, root, join(path, name));
  } else {
    hash.update(`${path}\0`);
    hash.update(readFileSync(full));
  }
}

/** Does `work` unless the stamp beside its result says that it was done for the same hash. Returns whether it did. */
export async function unlessStamped(
  stampFile: string,
  hash: string,
  work: () => Promise<unknown>,
): Promise<boolean> {
  if (existsSync(stampFile) && readFileSync(stampFile, "utf8") === hash) return false;
  // Work that is cut short leaves a mixture, which no earlier hash stands for.
  rmSync(stampFile, { force: true });
  await work();
  writeFileSync(stampFile, hash);
  return true;
}
