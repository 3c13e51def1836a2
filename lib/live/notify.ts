import type { Change } from "#lib/api/contract/live";
import type { Db } from "#lib/db";

/**
 * PostgreSQL's notification channels. A notice only says "look again", and reaches listeners when the
 * transaction that sends it commits; rows are the truth.
 *
 * changes  a Change as JSON, for lists and pages
 * builds   a build's id: it, its steps or its log have a new revision
 * queue    there may be work; or, with a build's id, that build is to be canceled
 */
export const CHANNELS = ["changes", "builds", "queue"] as const;
export type Channel = (typeof CHANNELS)[number];

type Tx = Pick<Db, "$executeRaw">;

export async function notifyChange(tx: Tx, ...changes: Change[]): Promise<void> {
  const payloads = changes.map((change) => JSON.stringify(change));
  await tx.$executeRaw`SELECT pg_notify('changes', payload) FROM unnest(${payloads}::text[]) payload`;
}

export async function notifyBuild(tx: Tx, buildId: string): Promise<void> {
  await tx.$executeRaw`SELECT pg_notify('builds', ${buildId})`;
}

/** The queue has moved: whoever shows a place in it looks again, and workers, for a team may be below its limit now. */
export async function notifyQueue(tx: Tx): Promise<void> {
  await notifyChange(tx, { kind: "queue" });
  await notifyWorkers(tx);
}

/** Wakes the workers; with a build's id, tells its worker to stop it. */
export async function notifyWorkers(tx: Tx, cancelBuildId = ""): Promise<void> {
  await tx.$executeRaw`SELECT pg_notify('queue', ${cancelBuildId})`;
}
