import { type Context, STOP_RANK } from "./context.ts";
import { supervise } from "./supervise.ts";

/** Starts the process that runs builds; it gets half a minute to hand over what it is at. */
export function startWorker(ctx: Context, environment: NodeJS.ProcessEnv): void {
  const development = ctx.command === "dev";
  supervise(ctx, {
    name: "worker",
    args: [...(development ? ["--watch", "--watch-preserve-output"] : []), "worker/main.ts"],
    env: environment,
    rank: STOP_RANK.worker,
    graceMs: 30_000,
    talkative: development || Boolean(process.env.BAKEHOUSE_DEBUG),
  });
}
