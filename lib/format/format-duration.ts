/**
 * A span of time in at most two units: "43 ms", "3.2 s", "42 s", "1 m 12 s", "1 h 4 m", "2 d 3 h".
 * @param ms Milliseconds; less than zero counts as zero.
 * @param whole Leave out parts of a second, for a time that still counts.
 */
export function formatDuration(ms: number, whole = false): string {
  const span = Math.max(0, ms);
  if (whole && span < 60_000) return `${Math.floor(span / 1000)} s`;
  if (span < 999.5) return `${Math.round(span)} ms`;
  if (span < 9950) return `${(span / 1000).toFixed(1)} s`;
  const seconds = whole ? Math.floor(span / 1000) : Math.round(span / 1000);
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return two(minutes, "m", seconds % 60, "s");
  const hours = Math.floor(minutes / 60);
  if (hours < 24) return two(hours, "h", minutes % 60, "m");
  return two(Math.floor(hours / 24), "d", hours % 24, "h");
}

function two(large: number, largeUnit: string, small: number, smallUnit: string): string {
  return small === 0 ? `${large} ${largeUnit}` : `${large} ${largeUnit} ${small} ${smallUnit}`;
}
