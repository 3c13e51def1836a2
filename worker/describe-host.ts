import { readdirSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { availableParallelism, freemem, hostname, loadavg, totalmem } from "node:os";
import { join } from "node:path";

const ROOT = join(import.meta.dirname, "..");

/** What stays the same of this host while a process runs. */
export async function describeHost(): Promise<{ host: string; release: string }> {
  const { version } = JSON.parse(await readFile(join(ROOT, "package.json"), "utf8"));
  return { host: hostname(), release: version };
}

/** The newest change of the database that this release knows of. */
export function newestKnownMigration(): string {
  const folders = readdirSync(join(ROOT, "prisma", "migrations")).filter((name) => /^\d{14}_/.test(name));
  return folders.sort().at(-1) ?? "";
}

/** How busy this host is. Sizes in bytes; the load is that of the last minute. */
export function measureHost(): { cpus: number; load: number; memoryBytes: number; memoryFreeBytes: number } {
  return {
    cpus: availableParallelism(),
    load: loadavg()[0] ?? 0,
    memoryBytes: totalmem(),
    memoryFreeBytes: freemem(),
  };
}
