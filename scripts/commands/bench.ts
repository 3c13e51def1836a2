import type { Context } from "../context.ts";
import { installPackages } from "../install-packages.ts";
import { SetupError } from "../setup-error.ts";

const BENCHMARKS: Record<string, (ctx: Context) => Promise<void>> = {
  "bare-machine": async (ctx) => (await import("../bench/bare-machine.ts")).benchBareMachine(ctx),
};

/** `npm run bench`: all benchmarks, or those named (`npm run bench -- bare-machine`). */
export async function bench(ctx: Context): Promise<number> {
  const wanted = ctx.args.length > 0 ? ctx.args : Object.keys(BENCHMARKS);
  await installPackages(ctx);
  for (const name of wanted) {
    const run = BENCHMARKS[name];
    if (!run)
      throw new SetupError(`No benchmark "${name}". There are: ${Object.keys(BENCHMARKS).join(", ")}.`);
    ctx.printer.line(`\n${name}`);
    await run(ctx);
  }
  return 0;
}
