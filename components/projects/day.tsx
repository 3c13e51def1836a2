"use client";
import { formatExactTime } from "#lib/format/format-exact-time";

/** A day to come, in the reader's zone: "1 Dec", with the year where it is another one; the exact time on hover. */
export function Day({ time }: { time: string }) {
  const date = new Date(time);
  const year = date.getFullYear() === new Date().getFullYear() ? undefined : "numeric";
  return (
    <time
      dateTime={time}
      suppressHydrationWarning
      onPointerEnter={(event) => {
        event.currentTarget.title = formatExactTime(date);
      }}
      className="whitespace-nowrap"
    >
      {new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", year }).format(date)}
    </time>
  );
}
