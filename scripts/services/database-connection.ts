const CONNECT_MS = 5000;

/** Why a database cannot be reached, in PostgreSQL's or the system's own words; null when it answers. */
export async function connectionProblem(url: string): Promise<string | null> {
  const { Client } = (await import("pg")).default;
  try {
    const client = new Client({ connectionString: url, connectionTimeoutMillis: CONNECT_MS });
    client.on("error", () => {});
    await client.connect();
    await client.query("SELECT 1");
    await client.end();
    return null;
  } catch (error) {
    const { message, code, errors } = error as Error & { code?: string; errors?: Error[] };
    return message || errors?.map((one) => one.message).join(", ") || code || String(error);
  }
}

/** Makes a database on the server unless it is there. */
export async function createDatabase(serverUrl: string, name: string): Promise<void> {
  const { Client } = (await import("pg")).default;
  const client = new Client({ connectionString: serverUrl });
  await client.connect();
  try {
    const { rowCount } = await client.query("SELECT FROM pg_database WHERE datname = $1", [name]);
    if (!rowCount) await client.query(`CREATE DATABASE ${client.escapeIdentifier(name)}`);
  } finally {
    await client.end();
  }
}
