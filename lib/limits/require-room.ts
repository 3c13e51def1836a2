import type { Db } from "#lib/db";
import { AppError } from "#lib/errors";
import { formatBytes } from "#lib/format/format-bytes";
import { formatCount } from "#lib/format/format-count";
import { formatDuration } from "#lib/format/format-duration";
import { countQueued, readMinutesToday, readStorageBytes } from "#lib/limits/read-usage";
import { LIMIT_SELECT, limitsOf, toTeamLimits } from "#lib/limits/settings-dto";

/** Any number that no other advisory lock has for its first. */
const LOCK = 7_301;

/**
 * Lets a team queue one more build, or says which of its limits is reached. Requests of one team take turns from here
 * to the end of the transaction, so that two at once do not both take the last place.
 * @throws rate_limited, with the limit, what is used of it, and when it frees
 */
export async function requireRoom(
  tx: Pick<Db, "$queryRaw" | "$executeRaw" | "team" | "settings">,
  team: { id: string; name: string },
): Promise<void> {
  const own = await tx.team.findUniqueOrThrow({ where: { id: team.id }, select: LIMIT_SELECT });
  const all = await tx.settings.findUniqueOrThrow({ where: { id: 1 }, select: LIMIT_SELECT });
  const { maxQueued, maxMinutesPerDay, maxStorageBytes } = limitsOf(toTeamLimits(own), toTeamLimits(all));
  if (maxMinutesPerDay !== null) {
    const used = await readMinutesToday(tx, team.id);
    if (used >= maxMinutesPerDay) throw tooManyMinutes(team.name, used, maxMinutesPerDay);
  }
  if (maxStorageBytes !== null) {
    const used = await readStorageBytes(tx, team.id);
    if (used >= maxStorageBytes) throw tooManyBytes(team.name, used, maxStorageBytes);
  }
  if (maxQueued !== null) {
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(${LOCK}::int, hashtext(${team.id}))`;
    const used = await countQueued(tx, team.id);
    if (used >= maxQueued) throw tooManyQueued(team.name, used, maxQueued);
  }
}

const WHO = "An administrator of this Bakehouse can raise the limit.";

function tooManyQueued(team: string, used: number, max: number): AppError {
  const text = `${formatCount(used, "build")} of ${team} ${used === 1 ? "waits" : "wait"} already, and its limit is ${max}.`;
  return reached("queued", used, max, null, `${text} Ask again when some have begun, or cancel some. ${WHO}`);
}

function tooManyMinutes(team: string, used: number, max: number): AppError {
  const now = Date.now();
  const midnight = new Date(now).setUTCHours(24, 0, 0, 0);
  const text = `${team} has built for ${formatCount(Math.floor(used), "minute")} today, and its limit is ${max} a day.`;
  const when = `It can go on at 00:00 UTC, in ${formatDuration(midnight - now, true)}.`;
  return reached("minutesPerDay", used, max, new Date(midnight), `${text} ${when} ${WHO}`);
}

function tooManyBytes(team: string, used: number, max: number): AppError {
  const text = `${team} has ${formatBytes(used)} in the registry, and its limit is ${formatBytes(max)}.`;
  return reached("storageBytes", used, max, null, `${text} Delete images that nobody uses. ${WHO}`);
}

function reached(limit: string, used: number, max: number, freesAt: Date | null, message: string): AppError {
  return new AppError("rate_limited", message, {
    details: { limit, used, max, freesAt: freesAt?.toISOString() ?? null },
  });
}
