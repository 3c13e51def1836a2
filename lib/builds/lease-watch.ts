import { LEASE_SECONDS } from "#lib/builds/owned-build";
import { db } from "#lib/db";

/** A running build whose owner went silent: it is lost while its lease is still that one. */
export interface LostLease {
  id: string;
  leaseUntil: Date;
}

interface Seen {
  leaseUntil: number;
  sinceMs: number;
}

/** Whoever could not look for longer starts anew: the owners may have been kept from PostgreSQL too. */
const MOST_APART_MS = 15_000;
/** Of a lease that is over by PostgreSQL's clock: longer than its owner, if there is one, takes to renew it. */
const OVER_MS = 7000;

/**
 * Tells which running builds nobody renews any more. A lease is renewed every few seconds, so whoever sees the same one
 * for LEASE_SECONDS of its own steady time knows that its owner is silent; and sooner where it is over by PostgreSQL's
 * clock, which whoever has just started needs. That clock alone is not believed: neither one that is set nor a PostgreSQL
 * that was away for all makes a build look lost whose worker lives.
 */
export class LeaseWatch {
  private seen = new Map<string, Seen>();
  private lookedMs = Number.NEGATIVE_INFINITY;
  private readonly steadyMs: () => number;

  /** @param steadyMs a clock in milliseconds that is never set */
  constructor(steadyMs: () => number = () => performance.now()) {
    this.steadyMs = steadyMs;
  }

  /** Looks at every lease there is, and returns the lost ones. */
  async look(): Promise<LostLease[]> {
    const rows = await db.$queryRaw<(LostLease & { isOver: boolean })[]>`
      SELECT id, "leaseUntil", "leaseUntil" < now() AS "isOver" FROM "Build"
      WHERE status = 'running' AND "leaseUntil" IS NOT NULL`;
    // When the answer is there: what was renewed while we waited for it counts from now.
    const nowMs = this.steadyMs();
    const known = nowMs - this.lookedMs <= MOST_APART_MS ? this.seen : new Map<string, Seen>();
    const seen = new Map<string, Seen>();
    const lost: LostLease[] = [];
    for (const { id, leaseUntil, isOver } of rows) {
      const before = known.get(id);
      const sinceMs = before?.leaseUntil === leaseUntil.getTime() ? before.sinceMs : nowMs;
      seen.set(id, { leaseUntil: leaseUntil.getTime(), sinceMs });
      if (nowMs - sinceMs >= (isOver ? OVER_MS : LEASE_SECONDS * 1000)) lost.push({ id, leaseUntil });
    }
    this.seen = seen;
    this.lookedMs = nowMs;
    return lost;
  }
}
