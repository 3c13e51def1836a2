import { PrismaPg } from "@prisma/adapter-pg";
import { PrismaClient } from "#prisma/generated/client";

/** The catalogue, or a transaction on it: what verbs that compose take. */
export type Db = Omit<PrismaClient, "$connect" | "$disconnect" | "$on" | "$extends" | "$transaction">;

const kept = globalThis as unknown as { bakehouseDb?: PrismaClient };

/** One client a process; kept across module reloads in development. */
export const db: PrismaClient =
  kept.bakehouseDb ??
  new PrismaClient({
    adapter: new PrismaPg({
      connectionString: process.env.DATABASE_URL,
      max: 10,
      connectionTimeoutMillis: 10_000,
      // A process that hangs, or is cut off, in the middle of a transaction lets go of what it locked before another is to
      // take up its build (LEASE_SECONDS).
      idle_in_transaction_session_timeout: 25_000,
      keepAlive: true,
      keepAliveInitialDelayMillis: 10_000,
    }),
    transactionOptions: { maxWait: 10_000, timeout: 20_000 },
  });

kept.bakehouseDb = db;
