import { formatBytes } from "#lib/format/format-bytes";

/** A size that somebody set, without digits that say nothing: "2 GB", "1.5 GB". */
export function formatLimit(bytes: number): string {
  return formatBytes(bytes)
    .replace(/\.0+ /, " ")
    .replace(/(\.\d)0 /, "$1 ");
}
