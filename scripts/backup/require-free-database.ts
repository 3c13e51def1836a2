import type { Client } from "pg";
import { SetupError } from "../setup-error.ts";

/** What a database has that is of somebody; a set-up alone, which nobody has used yet, brings none of it. */
const KEPT = ["User", "Team", "Image"];

/**
 * @throws SetupError when someone else uses the database now, or, unless it is to be replaced, when anybody's data
 *   are in it
 */
export async function requireFreeDatabase(client: Client, replace: boolean): Promise<void> {
  const { rows: others } = await client.query<{ name: string }>(`
    SELECT DISTINCT coalesce(nullif(application_name, ''), 'a process') || coalesce(' at ' || host(client_addr), '') AS name
    FROM pg_stat_activity
    WHERE datname = current_database() AND backend_type = 'client backend' AND pid <> pg_backend_pid()`);
  if (others.length > 0) {
    const who = others.map(({ name }) => name).join(", ");
    throw new SetupError(`The database is in use (${who}): stop the site and every worker, then restore.`);
  }
  if (replace) return;
  const { rows: tables } = await client.query<{ name: string }>(
    `SELECT relname AS name FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'`,
  );
  const there = new Set(tables.map(({ name }) => name));
  if (there.size === 0) return;
  const counts: string[] = [];
  for (const table of KEPT) {
    if (!there.has(table)) throw notEmpty(`${there.size} tables that are none of Bakehouse's`);
    const { rows } = await client.query<{ count: string }>(`SELECT count(*) FROM public."${table}"`);
    const count = Number(rows[0]?.count);
    if (count > 0) counts.push(`${count} ${table.toLowerCase()}${count === 1 ? "" : "s"}`);
  }
  if (counts.length > 0) throw notEmpty(counts.join(", "));
}

function notEmpty(what: string): SetupError {
  return new SetupError(
    `The database is not empty: it has ${what}. Restore into an empty one, or add --replace, which deletes all that is in it.`,
  );
}
