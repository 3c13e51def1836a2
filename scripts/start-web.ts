import { setTimeout as sleep } from "node:timers/promises";
import { NEXT } from "./build-web.ts";
import { type Context, STOP_RANK } from "./context.ts";
import { SetupError } from "./setup-error.ts";
import { step } from "./step.ts";
import { supervise } from "./supervise.ts";

const READY_TIMEOUT_MS = 120_000;
const POLL_MS = 50;

export function port(): number {
  return Number(process.env.PORT || 3000);
}

/** Where people open it. */
export function pageUrl(): string {
  return (process.env.BAKEHOUSE_URL || `http://localhost:${port()}`).replace(/\/$/, "");
}

/** Starts the web process and waits until its first page answers. @throws SetupError when it does not */
export async function startWeb(ctx: Context, environment: NodeJS.ProcessEnv): Promise<void> {
  const development = ctx.command === "dev";
  supervise(ctx, {
    name: "web",
    args: development ? [NEXT, "dev", "-p", String(port())] : ["scripts/web-server.ts"],
    env: { ...environment, PORT: String(port()) },
    rank: STOP_RANK.web,
    graceMs: 5000,
    talkative: development || Boolean(process.env.BAKEHOUSE_DEBUG),
  });
  await step(ctx, "first page", () => untilPageAnswers(ctx));
}

async function untilPageAnswers(ctx: Context): Promise<void> {
  const deadline = Date.now() + READY_TIMEOUT_MS;
  const url = `http://127.0.0.1:${port()}/`;
  let last = "no answer";
  while (Date.now() < deadline) {
    ctx.signal.throwIfAborted();
    try {
      const response = await fetch(url, { redirect: "manual", signal: AbortSignal.timeout(30_000) });
      await response.body?.cancel();
      if (response.status < 500) return;
      last = `status ${response.status}`;
    } catch {
      // Not listening yet.
    }
    await sleep(POLL_MS);
  }
  throw new SetupError(`The page does not answer (${last}): see logs/web.log in ${ctx.dataDir}.`);
}
