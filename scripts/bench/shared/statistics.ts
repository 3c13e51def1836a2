/** The value that so large a part (0 to 1) is not above. */
export function percentile(values: readonly number[], part: number): number {
  const sorted = values.toSorted((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0;
}

export const ms = (value: number) => `${value < 10 ? value.toFixed(1) : Math.round(value)} ms`;

export const mebibytes = (bytes: number) => `${Math.round(bytes / 2 ** 20)} MiB`;
