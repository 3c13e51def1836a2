import type { InstanceSettings, TeamLimits } from "#lib/limits/schemas";
import type { SettingsModel } from "#prisma/generated/models";

type LimitColumns = Pick<SettingsModel, "maxRunning" | "maxQueued" | "maxMinutesPerDay" | "maxStorageBytes">;

/** The columns that team and settings have both. */
export const LIMIT_SELECT = {
  maxRunning: true,
  maxQueued: true,
  maxMinutesPerDay: true,
  maxStorageBytes: true,
} as const;

export function toTeamLimits(row: LimitColumns): TeamLimits {
  return {
    maxRunning: row.maxRunning,
    maxQueued: row.maxQueued,
    maxMinutesPerDay: row.maxMinutesPerDay,
    maxStorageBytes: toNumber(row.maxStorageBytes),
  };
}

/** What holds for a team: its own, else what all teams have. */
export function limitsOf(own: TeamLimits, all: TeamLimits): TeamLimits {
  return {
    maxRunning: own.maxRunning ?? all.maxRunning,
    maxQueued: own.maxQueued ?? all.maxQueued,
    maxMinutesPerDay: own.maxMinutesPerDay ?? all.maxMinutesPerDay,
    maxStorageBytes: own.maxStorageBytes ?? all.maxStorageBytes,
  };
}

export function toSettings(row: SettingsModel): InstanceSettings {
  return {
    ...toTeamLimits(row),
    maxBuildMinutes: row.maxBuildMinutes,
    maxLogBytes: Number(row.maxLogBytes),
    maxImageBytes: toNumber(row.maxImageBytes),
    maxMemoryBytes: toNumber(row.maxMemoryBytes),
    maxCpus: row.maxCpus,
    updatedAt: row.updatedAt.toISOString(),
    updatedBy: row.updatedByName,
  };
}

function toNumber(value: bigint | null): number | null {
  return value === null ? null : Number(value);
}
