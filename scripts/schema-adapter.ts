import { PrismaPg } from "@prisma/adapter-pg";
import {
  ColumnTypeEnum,
  DriverAdapterError,
  type SqlMigrationAwareDriverAdapterFactory,
} from "@prisma/driver-adapter-utils";
import { DatabaseError, Pool } from "pg";

const CHAR_OID = 18;
const CHAR_ARRAY_OID = 1002;

/**
 * Prisma's PostgreSQL adapter, fit for migrations. Two things of the original are not: it cuts a script at
 * every semicolon, also those inside a function's body or a string, and runs the pieces one by one, so that
 * a migration that fails stays half applied; here PostgreSQL gets the script whole, and all or nothing of it
 * happens. And it refuses the type "char", which the system tables are full of, so that no existing database
 * can be compared with a schema.
 */
export function schemaAdapter(pool: CharTolerantPool): SqlMigrationAwareDriverAdapterFactory {
  const factory = new PrismaPg(pool);
  return {
    provider: factory.provider,
    adapterName: factory.adapterName,
    connectToShadowDb: () => factory.connectToShadowDb(),
    async connect() {
      const adapter = await factory.connect();
      const queryRaw = adapter.queryRaw.bind(adapter);
      adapter.queryRaw = async (query) => {
        const result = await queryRaw(query);
        const columnTypes = result.columnTypes.map((type) =>
          type === ColumnTypeEnum.CharacterArray ? ColumnTypeEnum.Character : type,
        );
        return { ...result, columnTypes };
      };
      adapter.executeScript = async (script) => {
        await pool.query(script).catch(rethrowForEngine);
      };
      return adapter;
    },
  };
}

function rethrowForEngine(error: unknown): never {
  if (!(error instanceof DatabaseError)) throw error;
  const { code = "", severity = "ERROR", message, detail, column, hint } = error;
  throw new DriverAdapterError({ kind: "postgres", code, severity, message, detail, column, hint });
}

/** Calls "char" an array of it, which the adapter lets pass; the engine asks for no such array. */
export class CharTolerantPool extends Pool {
  // biome-ignore lint/suspicious/noExplicitAny: pg's own signature has eight overloads, all passed through.
  override async query(...args: any[]): Promise<any> {
    const result = await (super.query as (...args: unknown[]) => Promise<QueryFields>)(...args);
    for (const field of result.fields ?? []) {
      if (field.dataTypeID === CHAR_OID) field.dataTypeID = CHAR_ARRAY_OID;
    }
    return result;
  }
}

type QueryFields = { fields?: { dataTypeID: number }[] };
