import type { Client } from "pg";

const BIG = 5000;

/** How many rows each big table has given to sequential scans so far. */
export async function readScans(client: Client): Promise<Map<string, number>> {
  const { rows } = await client.query<{ table: string; rows: number }>(`
    SELECT relname AS table, seq_tup_read::float AS rows FROM pg_stat_user_tables
    WHERE (SELECT reltuples FROM pg_class WHERE oid = relid) > ${BIG}`);
  return new Map(rows.map(({ table, rows }) => [table, rows]));
}

/** "Image, Build": what was scanned between the two. */
export function scannedBetween(before: Map<string, number>, after: Map<string, number>): string {
  return [...after]
    .filter(([table, rows]) => rows - (before.get(table) ?? 0) > 0)
    .map(([table]) => table)
    .join(", ");
}
