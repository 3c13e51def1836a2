"use client";
import { useNow } from "#components/ui/use-now";
import { formatExactTime } from "#lib/format/format-exact-time";

const MINUTE = 60_000;

/** About when a build begins, as people say it: no more exact than anyone can know. */
export function describeStart(startsAt: string, now: number): string {
  const minutes = (Date.parse(startsAt) - now) / MINUTE;
  if (minutes < 1) return "within a minute";
  if (minutes < 10) return `in about ${Math.round(minutes)} min`;
  if (minutes < 90) return `in about ${Math.round(minutes / 5) * 5} min`;
  return `in about ${Math.round(minutes / 60)} h`;
}

/** About when a build begins, kept up to date; the exact time on hover. */
export function StartsAt({ time }: { time: string }) {
  const now = useNow(10_000);
  return (
    <time
      dateTime={time}
      suppressHydrationWarning
      className="whitespace-nowrap"
      onPointerEnter={(event) => {
        event.currentTarget.title = formatExactTime(new Date(time));
      }}
    >
      {describeStart(time, now)}
    </time>
  );
}
