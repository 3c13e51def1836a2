import { existsSync } from "node:fs";
import { join } from "node:path";
import { NEXT } from "../build-web.ts";
import type { Context } from "../context.ts";
import { generateClient } from "../generate-client.ts";
import { installPackages } from "../install-packages.ts";
import { runAloud } from "../run-aloud.ts";

/** `npm run verify`: format, lint and types. Returns 1 when one of them finds something. */
export async function verify(ctx: Context): Promise<number> {
  await installPackages(ctx);
  await generateClient(ctx);
  const bin = (name: string) => join("node_modules", ".bin", name);
  // Next.js declares what importing a style sheet or a picture means, and keeps that out of version control.
  if (!existsSync(join(ctx.root, "next-env.d.ts"))) await runAloud(ctx, "route types", [NEXT, "typegen"]);
  const passed = await Promise.all([
    runAloud(ctx, "format and lint", [bin("biome"), "check"]),
    runAloud(ctx, "types", [bin("tsc"), "--noEmit", "-p", "."]),
  ]);
  return passed.every(Boolean) ? 0 : 1;
}
