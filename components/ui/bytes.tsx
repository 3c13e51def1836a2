import { formatBytes } from "#lib/format/format-bytes";

/** A size in MB or GB; the exact number on hover; a dash when there is none. */
export function Bytes({ value }: { value: number | null | undefined }) {
  if (value === null || value === undefined) return <span className="text-subtle">–</span>;
  return (
    <span title={`${value.toLocaleString("en-US")} bytes`} className="whitespace-nowrap tabular-nums">
      {formatBytes(value)}
    </span>
  );
}
