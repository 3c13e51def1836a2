import type { Context } from "./context.ts";
import { secrets } from "./settings.ts";

/**
 * The environment of our own processes: the user's, completed. Without DOCKER_HOST, which only the worker gets:
 * who reaches the engine's socket is root on this machine, and the web process answers strangers.
 */
export function serviceEnvironment(ctx: Context, databaseUrl: string, registry: string): NodeJS.ProcessEnv {
  const { DOCKER_HOST: _, ...own } = process.env;
  return {
    ...own,
    NODE_ENV: ctx.command === "dev" ? "development" : "production",
    NEXT_TELEMETRY_DISABLED: "1",
    DATABASE_URL: databaseUrl,
    BAKEHOUSE_REGISTRY: registry,
    BAKEHOUSE_DATA_DIR: ctx.dataDir,
    BAKEHOUSE_SECRET: process.env.BAKEHOUSE_SECRET || secrets(ctx).app,
  };
}
