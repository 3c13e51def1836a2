import type { Context } from "../context.ts";
import { ensurePrograms, findProgram } from "./system-packages.ts";

/** The browser of journeys and benchmarks: this machine's own, else Debian's. Returns its path. */
export async function ensureChromium(ctx: Context): Promise<string> {
  await ensurePrograms(ctx, [{ program: "chromium", package: "chromium" }]);
  return findProgram("chromium") ?? "";
}
