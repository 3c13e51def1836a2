import Link from "next/link";
import { Duration } from "#components/ui/duration";
import { StatusBadge } from "#components/ui/status-badge";
import { formatCount } from "#lib/format/format-count";
import type { Worker } from "#lib/workers/schemas";

/** What a worker runs now: builds that one may see lead to their pages, others are a number. */
export function RunningBuilds({ worker: { name, builds, busy } }: { worker: Worker }) {
  const hidden = busy - builds.length;
  if (busy <= 0) return null;
  return (
    <ul aria-label={`What ${name} runs`} className="flex min-w-0 flex-col gap-0.5 text-sm">
      {builds.map(({ id, team, image, tag, phase, startedAt }) => (
        <li key={id} className="flex min-w-0 flex-wrap items-center gap-x-2">
          <Link href={`/builds/${id}`} className="min-w-0 rounded-sm wrap-anywhere hover:underline">
            {team}/{image} <span className="font-mono text-muted">{tag}</span>
          </Link>
          <StatusBadge status="running" phase={phase} />
          <span className="text-subtle">
            <Duration since={startedAt} />
          </span>
        </li>
      ))}
      {hidden > 0 ? (
        <li className="text-subtle">
          {builds.length > 0 ? "and " : ""}
          {formatCount(hidden, "build")} of other teams
        </li>
      ) : null}
    </ul>
  );
}
