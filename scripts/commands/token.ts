import { parseArgs } from "node:util";
import { bringUpDatabase, checkEnvironment } from "../bring-up.ts";
import type { Context } from "../context.ts";
import { installPackages } from "../install-packages.ts";
import { runCommand } from "../run-command.ts";
import { serviceEnvironment } from "../service-environment.ts";
import { SetupError } from "../setup-error.ts";

const USAGE = "Write it as: npm run --silent token -- --team TEAM --name NAME";

/** `npm run token`: prints a new API token of a team, which is made if there is none; nothing else. */
export async function token(ctx: Context): Promise<number> {
  const { team, name } = readArguments(ctx.args);
  await installPackages(ctx);
  await checkEnvironment();
  const databaseUrl = await bringUpDatabase(ctx);
  const registry = process.env.BAKEHOUSE_REGISTRY || "127.0.0.1:5000";
  const output = await runCommand(ctx, process.execPath, {
    name: "making a token",
    args: [`${import.meta.dirname}/../create-token.ts`, team, name],
    env: serviceEnvironment(ctx, databaseUrl, registry),
    secret: true,
  });
  process.stdout.write(`${output.trim()}\n`);
  return 0;
}

function readArguments(args: string[]): { team: string; name: string } {
  try {
    const { team, name } = parseArgs({
      args,
      options: { team: { type: "string" }, name: { type: "string" } },
    }).values;
    if (team && name) return { team, name };
  } catch (error) {
    throw new SetupError(`${error instanceof Error ? error.message : error}. ${USAGE}`);
  }
  throw new SetupError(`Both --team and --name are needed. ${USAGE}`);
}
