import { UsageBar } from "#components/limits/usage-bar";
import { formatBytes } from "#lib/format/format-bytes";
import type { TeamLimits, TeamUsage, Usage } from "#lib/limits/schemas";

const count = (value: number) => Math.floor(value).toLocaleString("en-US");
const minutes = (value: number) => `${count(value)} min`;

/** What is counted of a team, and which limit it is held against. */
export const USAGE: readonly {
  name: keyof Usage;
  limit: keyof TeamLimits;
  label: string;
  format: (value: number) => string;
}[] = [
  { name: "running", limit: "maxRunning", label: "Running", format: count },
  { name: "queued", limit: "maxQueued", label: "Waiting", format: count },
  { name: "minutesToday", limit: "maxMinutesPerDay", label: "Built today", format: minutes },
  { name: "storageBytes", limit: "maxStorageBytes", label: "In the registry", format: formatBytes },
];

/** One figure of a team against its limit. */
export function UsageOf({ team, what }: { team: TeamUsage; what: (typeof USAGE)[number] }) {
  return <UsageBar used={team.usage[what.name]} max={team.limits[what.limit]} format={what.format} />;
}
