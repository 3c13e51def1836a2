const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/**
 * How long before or after `now` a time is: "just now", "5 min ago", "3 h ago", "4 d ago", "in 2 h"; the
 * date from 30 days on: "12 Mar", with the year when it is another one.
 */
export function formatRelativeTime(time: Date, now: Date): string {
  const distance = now.getTime() - time.getTime();
  const span = Math.abs(distance);
  if (span < MINUTE) return "just now";
  if (span >= 30 * DAY) {
    const year = time.getFullYear() === now.getFullYear() ? undefined : "numeric";
    return new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", year }).format(time);
  }
  const text =
    span < HOUR
      ? `${Math.floor(span / MINUTE)} min`
      : span < DAY
        ? `${Math.floor(span / HOUR)} h`
        : `${Math.floor(span / DAY)} d`;
  return distance > 0 ? `${text} ago` : `in ${text}`;
}
