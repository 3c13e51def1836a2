import type { Client } from "pg";

/**
 * What the statements of a seed are written with, for this session alone. They depend on their arguments only, so the
 * same data comes out whatever plan PostgreSQL takes, and however often it is made on one day.
 *
 * part(i, salt)      a number from 0 to 1, as if by chance
 * pick(i, salt, of)  one of these
 * uid(at, i, noun)   a UUID of version 7, in the order of time
 */
export async function defineFunctions(client: Client): Promise<void> {
  await client.query(`
    CREATE FUNCTION pg_temp.part(i bigint, salt bigint) RETURNS float8 LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
      SELECT (hashint8extended(i, salt) & 9007199254740991) / 9007199254740992.0::float8 $$;
    CREATE FUNCTION pg_temp.pick(i bigint, salt bigint, words text[]) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
      SELECT words[1 + floor(pg_temp.part(i, salt) * cardinality(words))::int] $$;
    CREATE FUNCTION pg_temp.uid(at timestamptz, i bigint, noun text) RETURNS uuid LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
      SELECT (lpad(to_hex(floor(extract(epoch FROM at) * 1000)::bigint), 12, '0') || '7' || substr(h, 1, 3) || '8' || substr(h, 4, 15))::uuid
      FROM md5(noun || i) h $$;
    CREATE FUNCTION pg_temp.day() RETURNS timestamptz LANGUAGE sql STABLE AS $$
      SELECT date_trunc('day', now(), 'UTC') $$;`);
}
