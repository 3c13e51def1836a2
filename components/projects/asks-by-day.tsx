const DAY_MS = 86_400_000;

export interface AskDay {
  /** 2026-11-22, in UTC as the days are counted. */
  day: string;
  total: number;
  /** How often each use was asked for, in the order of `uses`. */
  counts: number[];
}

/**
 * The last `days` days up to today, the oldest first, with how often each use was asked for; days on which nobody
 * asked are there too. `uses` are the names that occur, those that ask most first.
 */
export function asksByDay(
  items: readonly { day: string; use: string; count: number }[],
  days: number,
  now: Date,
): { uses: string[]; days: AskDay[]; total: number } {
  const totals = new Map<string, number>();
  for (const { use, count } of items) totals.set(use, (totals.get(use) ?? 0) + count);
  const uses = [...totals]
    .sort(([a, one], [b, other]) => other - one || a.localeCompare(b))
    .map(([use]) => use);
  const byDay = Map.groupBy(items, ({ day }) => day);
  const list = Array.from({ length: days }, (_, index) => {
    const day = new Date(now.getTime() - (days - 1 - index) * DAY_MS).toISOString().slice(0, 10);
    const of = byDay.get(day) ?? [];
    const counts = uses.map((use) => of.find((item) => item.use === use)?.count ?? 0);
    return { day, counts, total: counts.reduce((sum, count) => sum + count, 0) };
  });
  return { uses, days: list, total: list.reduce((sum, { total }) => sum + total, 0) };
}
