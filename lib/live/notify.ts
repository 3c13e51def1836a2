import type { Change } from "#lib/api/contract/live";
import type { Db } from "#lib/db";

/**
 * PostgreSQL's notification channels. A notice only says "look again", and reaches listeners when the
 * transaction that sends it commits; rows are the truth.
 *
 * changes  a Change as JSON, for lists and pages
 * builds   a build's id: it, its steps or its log have a new revision
 * queue    there may be a build to take; or, with a build's id, that build is to be canceled
 * chores   which chore of the workers' there is something to do for
 */
export const CHANNELS = ["changes", "builds", "queue", "chores"] as const;
export type Channel = (typeof CHANNELS)[number];

/** What workers do beside building: move and delete the registry's tags, deliver webhooks, look at base images. */
export type Chore = "tags" | "webhooks" | "baseImages";

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

/** Wakes the workers for a chore. */
export async function notifyChore(tx: Tx, chore: Chore): Promise<void> {
  await tx.$executeRaw`SELECT pg_notify('chores', ${chore})`;
}
