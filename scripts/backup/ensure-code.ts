import { existsSync } from "node:fs";
import { join } from "node:path";
import type { Context } from "../context.ts";
import { installPackages } from "../install-packages.ts";

/** npm's packages, installed where it is us who install them: a container's image has brought its own. */
export async function ensureCode(ctx: Context): Promise<void> {
  const packages = join(ctx.root, "node_modules");
  const brought = existsSync(join(packages, "pg")) && !existsSync(join(packages, ".bakehouse"));
  if (!brought) await installPackages(ctx);
}
