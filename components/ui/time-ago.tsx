"use client";
import { useNow } from "#components/ui/use-now";
import { formatExactTime } from "#lib/format/format-exact-time";
import { formatRelativeTime } from "#lib/format/format-relative-time";

/** How long ago, kept up to date; the exact time in the reader's zone on hover. */
export function TimeAgo({ time, className }: { time: string; className?: string }) {
  const now = useNow(10_000);
  const date = new Date(time);
  return (
    // The server's clock and zone differ from the browser's: let the first text stand.
    <time
      dateTime={time}
      suppressHydrationWarning
      onPointerEnter={(event) => {
        event.currentTarget.title = formatExactTime(date);
      }}
      className={className ?? "whitespace-nowrap"}
    >
      {formatRelativeTime(date, new Date(now))}
    </time>
  );
}
