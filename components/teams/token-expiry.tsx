"use client";
import { Badge } from "#components/ui/badge";
import { TimeAgo } from "#components/ui/time-ago";
import { useNow } from "#components/ui/use-now";

const SOON_MS = 7 * 24 * 3_600_000;

/** When a token ends: "in 12 d", a date further on, "expired", or never. */
export function TokenExpiry({ time }: { time: string | null }) {
  const now = useNow(10_000);
  if (time === null) return <span className="text-muted">Never</span>;
  const left = new Date(time).getTime() - now;
  if (left <= 0) return <Badge tone="danger">Expired</Badge>;
  return <TimeAgo time={time} className={left < SOON_MS ? "whitespace-nowrap text-warning" : undefined} />;
}
