"use client";
import { useNow } from "#components/ui/use-now";
import { formatExactTime } from "#lib/format/format-exact-time";
import { formatRelativeTime } from "#lib/format/format-relative-time";

/** From when on, kept up to date: "since 3 d", "since 12 Mar"; the exact time on hover. */
export function Since({ time }: { time: string }) {
  const now = useNow(10_000);
  const date = new Date(time);
  const text = formatRelativeTime(date, new Date(now));
  return (
    // The server's clock and zone differ from the browser's: let the first text stand.
    <time
      dateTime={time}
      suppressHydrationWarning
      onPointerEnter={(event) => {
        event.currentTarget.title = formatExactTime(date);
      }}
      className="whitespace-nowrap"
    >
      {text === "just now" ? "since just now" : `since ${text.replace(/ ago$/, "")}`}
    </time>
  );
}
