import { readdirSync } from "node:fs";
import { join } from "node:path";
import type { Context } from "../context.ts";
import { installPackages } from "../install-packages.ts";
import { SetupError } from "../setup-error.ts";

const FOLDER = join(import.meta.dirname, "..", "bench");

/** What each file of scripts/bench exports as `run`: measures, and prints what it found. */
export type Benchmark = (ctx: Context) => Promise<void>;

/** `npm run bench`: all benchmarks, or those named (`npm run bench -- bare-machine`). */
export async function bench(ctx: Context): Promise<number> {
  const all = readdirSync(FOLDER).flatMap((file) => (file.endsWith(".ts") ? [file.slice(0, -3)] : []));
  const wanted = ctx.args.length > 0 ? ctx.args : all;
  const unknown = wanted.filter((name) => !all.includes(name));
  if (unknown.length > 0) {
    throw new SetupError(`No benchmark ${unknown.join(", ")}. There are: ${all.join(", ")}.`);
  }
  await installPackages(ctx);
  for (const name of wanted) {
    ctx.printer.line(`\n${name}`);
    const { run } = (await import(join(FOLDER, `${name}.ts`))) as { run: Benchmark };
    await run(ctx);
  }
  return 0;
}
