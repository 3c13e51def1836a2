import { existsSync } from "node:fs";
import { join } from "node:path";
import type { Context } from "../context.ts";
import { installPackages } from "../install-packages.ts";

const NEEDED = [
  "pg",
  "pg-copy-streams",
  "tar-stream",
  "zod",
  "@prisma/schema-engine-wasm",
  "@prisma/driver-adapter-utils",
];

/**
 * Installs npm's packages only where those that a back-up needs are missing. Others that are older than
 * package-lock.json do for it, and are not replaced below a site that runs on them, nor in a container's image.
 */
export async function ensureCode(ctx: Context): Promise<void> {
  const isThere = (name: string) => existsSync(join(ctx.root, "node_modules", name, "package.json"));
  if (!NEEDED.every(isThere)) await installPackages(ctx);
}
