import { CircleArrowUp, Lock, ShieldAlert } from "lucide-react";
import type { ReactNode } from "react";
import { Day } from "#components/projects/day";
import { Since } from "#components/projects/since";
import { StatusMark } from "#components/ui/status-mark";
import { formatCount } from "#lib/format/format-count";
import type { Use } from "#lib/projects/schemas";

/** How a use stands, as shapes and words: up to date, behind, held, revoked, or without a build yet. */
export function UseState({ use }: { use: Use }) {
  const { gets, hold, behind } = use;
  if (!gets) {
    return (
      <Line shape={<StatusMark status="never" />} tone="text-subtle">
        No good build yet
      </Line>
    );
  }
  return (
    <span className="flex flex-wrap items-center gap-x-3 gap-y-0.5">
      {gets.revoked ? (
        <Line
          shape={<ShieldAlert className="size-4 shrink-0 text-danger" aria-hidden="true" />}
          tone="text-danger"
        >
          <span className="font-medium">Revoked</span>
          {gets.revokeReason ? `: ${gets.revokeReason}` : null}
        </Line>
      ) : null}
      {hold ? <HoldWord hold={hold} /> : null}
      {behind ? (
        <Line shape={<CircleArrowUp className="size-4 shrink-0 text-warning" aria-hidden="true" />}>
          <span className="text-warning">{behindText(behind)}</span>,{" "}
          <span className="text-muted">
            <Since time={behind.since} />
          </span>
        </Line>
      ) : gets.revoked || hold ? null : (
        <Line shape={<StatusMark status="succeeded" />} tone="text-success">
          Up to date
        </Line>
      )}
    </span>
  );
}

/** Until when it is held and why: "held until 1 Dec: waits for the codec tests". */
function HoldWord({ hold }: { hold: NonNullable<Use["hold"]> }) {
  return (
    <Line shape={<Lock className="size-4 shrink-0 text-info" aria-hidden="true" />}>
      <span className="text-info">
        Held{" "}
        {hold.until ? (
          <>
            until <Day time={hold.until} />
          </>
        ) : (
          "for good"
        )}
      </span>
      {hold.reason ? <span className="wrap-anywhere text-muted">: {hold.reason}</span> : null}
    </Line>
  );
}

/** How far it is behind: whole versions where there are any, else builds of the same version. */
function behindText({ versions, builds }: NonNullable<Use["behind"]>): string {
  return versions > 0
    ? `${formatCount(versions, "version")} behind`
    : `${formatCount(builds, "build")} behind`;
}

function Line({ shape, tone, children }: { shape: ReactNode; tone?: string; children: ReactNode }) {
  return (
    <span className="inline-flex items-start gap-1.5">
      <span className="mt-0.5">{shape}</span>
      <span className={tone}>{children}</span>
    </span>
  );
}
