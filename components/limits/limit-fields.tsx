import { formatBytes } from "#lib/format/format-bytes";
import { formatCount } from "#lib/format/format-count";
import type { BuildLimits, TeamLimits } from "#lib/limits/schemas";

export interface LimitField<Name extends string> {
  name: Name;
  label: string;
  hint?: string;
  /** What stands beside the field, and how many of what the API counts one of it is. */
  unit: string;
  scale: number;
  /** There is always one. */
  required?: boolean;
}

export const TEAM_FIELDS: readonly LimitField<keyof TeamLimits>[] = [
  {
    name: "maxRunning",
    label: "Builds at once",
    unit: "builds",
    scale: 1,
    hint: "More wait for those to end.",
  },
  {
    name: "maxQueued",
    label: "Builds that wait",
    unit: "builds",
    scale: 1,
    hint: "Asking for more is refused.",
  },
  {
    name: "maxMinutesPerDay",
    label: "Building a day",
    unit: "minutes",
    scale: 1,
    hint: "On all workers together, from 00:00 UTC on.",
  },
  {
    name: "maxStorageBytes",
    label: "In the registry",
    unit: "GB",
    scale: 1e9,
    hint: "Compressed; a layer of several builds counts once.",
  },
];

export const BUILD_FIELDS: readonly LimitField<keyof BuildLimits>[] = [
  {
    name: "maxBuildMinutes",
    label: "Time",
    unit: "minutes",
    scale: 1,
    required: true,
    hint: "Then it is ended, and fails.",
  },
  {
    name: "maxLogBytes",
    label: "Log",
    unit: "MiB",
    scale: 1_048_576,
    required: true,
    hint: "Lines beyond are dropped, and it says so.",
  },
  {
    name: "maxImageBytes",
    label: "Image",
    unit: "GB",
    scale: 1e9,
    hint: "Uncompressed; a larger one is not pushed.",
  },
  {
    name: "maxMemoryBytes",
    label: "Memory of what a RUN runs",
    unit: "GB",
    scale: 1e9,
    hint: "Where the worker's engine can hold it to that.",
  },
  {
    name: "maxCpus",
    label: "Processors of what a RUN runs",
    unit: "CPUs",
    scale: 1,
    hint: "Where the worker's engine can hold it to that.",
  },
];

/** A limit as people write it: "12.5" of 12,500,000,000 bytes in GB; empty for none. */
export function toText(value: number | null, { scale }: Pick<LimitField<string>, "scale">): string {
  return value === null ? "" : String(Number((value / scale).toPrecision(12)));
}

/** The other way round; undefined for what is no number. */
export function toValue(
  text: string,
  { scale, required }: Pick<LimitField<string>, "scale" | "required">,
): number | null | undefined {
  const trimmed = text.trim().replace(",", ".");
  if (trimmed === "") return required ? undefined : null;
  const value = Number(trimmed);
  if (!Number.isFinite(value) || value <= 0) return undefined;
  return scale === 1 ? value : Math.round(value * scale);
}

/** A limit in words: "100 builds", "2.00 GB". */
export function describeLimit(value: number | null, { unit, scale }: LimitField<string>): string {
  if (value === null) return "no limit";
  return scale === 1 ? formatCount(value, unit.replace(/s$/, "")) : formatBytes(value);
}
