import { parseArgs } from "node:util";
import { bringUpDatabase } from "../bring-up.ts";
import type { Context } from "../context.ts";
import { installPackages } from "../install-packages.ts";
import { applyMigrations } from "../migrate.ts";
import { runAloud } from "../run-aloud.ts";
import { SetupError } from "../setup-error.ts";

const USAGE = "Write it as: npm run seed:large -- --member you@example.com";

/**
 * `npm run seed:large`: 10,000 images and 100,000 builds in the database of DATABASE_URL, or else in the instance's own.
 * Those named with --member are let into twenty of its teams; it gives nobody an account.
 */
export async function seedLarge(ctx: Context): Promise<number> {
  const members = readMembers(ctx.args);
  await installPackages(ctx);
  const databaseUrl = await bringUpDatabase(ctx);
  await applyMigrations(databaseUrl);
  const env = { ...process.env, DATABASE_URL: databaseUrl };
  const done = await runAloud(ctx, "seeded", ["scripts/seed/seed-large.ts", ...members], {
    env,
    streamed: true,
  });
  return done ? 0 : 1;
}

function readMembers(args: string[]): string[] {
  try {
    return parseArgs({ args, options: { member: { type: "string", multiple: true } } }).values.member ?? [];
  } catch (error) {
    throw new SetupError(`${error instanceof Error ? error.message : error}. ${USAGE}`);
  }
}
