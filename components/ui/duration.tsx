"use client";
import { useNow } from "#components/ui/use-now";
import { formatDuration } from "#lib/format/format-duration";

export interface DurationProps {
  /** Milliseconds, when it is over. */
  ms?: number | null;
  /** When it began, while it goes on: counts every second. */
  since?: string | null;
}

/** A span of time; a dash when there is none. */
export function Duration({ ms, since }: DurationProps) {
  const counting = (ms === undefined || ms === null) && Boolean(since);
  const now = useNow(counting ? 1000 : 0);
  const text =
    ms !== undefined && ms !== null
      ? formatDuration(ms)
      : since
        ? formatDuration(now + 1000 - Date.parse(since), true)
        : "–";
  return (
    <span suppressHydrationWarning className="whitespace-nowrap tabular-nums">
      {text}
    </span>
  );
}
