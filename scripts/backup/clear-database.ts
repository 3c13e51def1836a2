import type { Client } from "pg";

/** Everything in the schema public that no extension brought, each as the statement that drops it. */
const DROPS = `
  WITH ours AS (
    SELECT 1 AS rank, 'TABLE' AS kind, oid, 'pg_class'::regclass AS catalogue, format('public.%I', relname) AS name
    FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p')
    UNION ALL
    SELECT 2, CASE relkind WHEN 'S' THEN 'SEQUENCE' WHEN 'm' THEN 'MATERIALIZED VIEW' ELSE 'VIEW' END,
      oid, 'pg_class'::regclass, format('public.%I', relname)
    FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('v', 'm', 'S')
    UNION ALL
    SELECT 3, 'ROUTINE', oid, 'pg_proc'::regclass, oid::regprocedure::text
    FROM pg_proc WHERE pronamespace = 'public'::regnamespace
    UNION ALL
    SELECT 4, 'TYPE', oid, 'pg_type'::regclass, format('public.%I', typname)
    FROM pg_type WHERE typnamespace = 'public'::regnamespace AND typtype IN ('e', 'd'))
  SELECT format('DROP %s IF EXISTS %s CASCADE', kind, name) AS sql FROM ours
  WHERE NOT EXISTS (
    SELECT FROM pg_depend d WHERE d.classid = ours.catalogue AND d.objid = ours.oid AND d.deptype = 'e')
  ORDER BY rank`;

/** Empties the database, within the transaction that the client is in. */
export async function clearDatabase(client: Client): Promise<void> {
  const { rows } = await client.query<{ sql: string }>(DROPS);
  for (const { sql } of rows) await client.query(sql);
}
