/** A time to the second with its zone, in the zone of whoever reads: "22 Nov 2026, 19:10:12 UTC". */
export function formatExactTime(time: Date, timeZone?: string): string {
  return new Intl.DateTimeFormat("en-GB", {
    day: "numeric",
    month: "short",
    year: "numeric",
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
    timeZoneName: "short",
    timeZone,
  }).format(time);
}
