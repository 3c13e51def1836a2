import { globSync } from "node:fs";
import { join } from "node:path";
import { NEXT } from "./build-web.ts";
import type { Context } from "./context.ts";
import { runCommand } from "./run-command.ts";
import { hashOf, unlessStamped } from "./stamp.ts";

/** What Next.js declares for the compiler: the routes there are, and what importing a style sheet means. */
export async function generateRouteTypes(ctx: Context): Promise<void> {
  const routes = globSync("app/**/{page,layout,route,default}.{ts,tsx}", { cwd: ctx.root }).sort();
  const stamp = join(ctx.root, ".next", "types", "BAKEHOUSE");
  await unlessStamped(stamp, hashOf(ctx.root, ["next.config.ts"], routes), () =>
    runCommand(ctx, process.execPath, { name: "next typegen", args: [NEXT, "typegen"] }),
  );
}
