import Link from "next/link";
import { Card } from "#components/ui/card";
import { Section } from "#components/ui/section";
import { TimeAgo } from "#components/ui/time-ago";
import type { AuditEvent } from "#lib/audit/schemas";

const DID: Record<string, string> = {
  "worker.pause": "paused it",
  "worker.drain": "drained it",
  "worker.resume": "let it take builds again",
  "worker.forget": "forgot it",
};

/** Who did what with a worker, newest first. */
export function WorkerHistory({ events }: { events: readonly AuditEvent[] }) {
  return (
    <Section title="History">
      <Card>
        {events.length > 0 ? (
          <ul className="divide-y divide-line text-sm">
            {events.map(({ id, at, action, actor, after }) => (
              <li key={id} className="flex flex-wrap items-baseline justify-between gap-x-4 px-4 py-2">
                <span className="min-w-0 wrap-anywhere">
                  <Link href={`/audit?event=${id}`} className="rounded-sm hover:underline">
                    <span className="font-medium">{actor.name}</span> {DID[action] ?? action}
                  </Link>
                  {after?.reason ? <span className="text-muted">: {String(after.reason)}</span> : null}
                </span>
                <TimeAgo time={at} className="text-muted whitespace-nowrap" />
              </li>
            ))}
          </ul>
        ) : (
          <p className="px-4 py-3 text-sm text-muted">Nobody has paused or drained it yet.</p>
        )}
      </Card>
    </Section>
  );
}
