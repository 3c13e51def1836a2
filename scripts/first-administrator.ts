import { randomInt } from "node:crypto";
import type { Context } from "./context.ts";
import { runCommand } from "./run-command.ts";
import { pageUrl } from "./start-web.ts";

/** Without what people take for something else when they copy it by hand: 0 and O, 1 and I, L. */
const LETTERS = "ABCDEFGHJKMNPQRSTUVWXYZ23456789";

/**
 * Sees to it that someone can sign in: creates the administrator of BAKEHOUSE_ADMIN_EMAIL, or makes the one-time
 * code with which the first visitor becomes one. Returns what to tell the person at the terminal.
 */
export async function firstAdministrator(
  ctx: Context,
  environment: NodeJS.ProcessEnv,
): Promise<{ sentence: string; setupCode?: string }> {
  const email = process.env.BAKEHOUSE_ADMIN_EMAIL;
  if (await hasUsers(environment.DATABASE_URL as string))
    return { sentence: `Open ${pageUrl()} and sign in.` };
  if (email) {
    // In a process of its own: the catalogue's modules read the environment when they are loaded.
    await runCommand(ctx, process.execPath, {
      name: "creating the first administrator",
      args: [`${import.meta.dirname}/create-administrator.ts`],
      env: environment,
    });
    return { sentence: `Open ${pageUrl()} and sign in as ${email}.` };
  }
  const setupCode = process.env.BAKEHOUSE_SETUP_CODE || makeCode();
  return {
    setupCode,
    sentence: `Open ${pageUrl()}/setup?code=${setupCode} to create the first administrator.`,
  };
}

function makeCode(): string {
  const group = () => Array.from({ length: 4 }, () => LETTERS[randomInt(LETTERS.length)]).join("");
  return `${group()}-${group()}`;
}

async function hasUsers(databaseUrl: string): Promise<boolean> {
  const { Client } = (await import("pg")).default;
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const { rows } = await client.query<{ found: boolean }>('SELECT EXISTS (SELECT FROM "User") AS found');
    return rows[0]?.found ?? false;
  } finally {
    await client.end();
  }
}
