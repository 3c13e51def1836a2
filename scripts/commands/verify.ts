import { join } from "node:path";
import type { Context } from "../context.ts";
import { generateClient } from "../generate-client.ts";
import { generateRouteTypes } from "../generate-route-types.ts";
import { installPackages } from "../install-packages.ts";
import { runAloud } from "../run-aloud.ts";

/** `npm run verify`: format, lint and types. Returns 1 when one of them finds something. */
export async function verify(ctx: Context): Promise<number> {
  await installPackages(ctx);
  await generateClient(ctx);
  await generateRouteTypes(ctx);
  const bin = (name: string) => join("node_modules", ".bin", name);
  const passed = await Promise.all([
    runAloud(ctx, "format and lint", [bin("biome"), "check"]),
    runAloud(ctx, "types", [bin("tsc"), "--noEmit", "-p", "."]),
  ]);
  return passed.every(Boolean) ? 0 : 1;
}
