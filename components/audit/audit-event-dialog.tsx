"use client";
import { useQuery } from "@tanstack/react-query";
import { Link as LinkIcon } from "lucide-react";
import { type ReactNode, useState } from "react";
import { describeAgent } from "#components/account/describe-agent";
import { ValueDiff } from "#components/audit/value-diff";
import { copyAndSay } from "#components/builds/copy-and-say";
import { Button } from "#components/ui/button";
import { Dialog } from "#components/ui/dialog";
import { ErrorState } from "#components/ui/error-state";
import { SkeletonRows } from "#components/ui/skeleton";
import { orpc } from "#lib/api/query";
import type { AuditEvent } from "#lib/audit/schemas";
import { formatExactTime } from "#lib/format/format-exact-time";

export interface AuditEventDialogProps {
  /** The id of the one to show; null for none. */
  event: string | null;
  onClose: () => void;
  /** Narrows the list behind the dialog to what one sees in it. */
  onFilter: (filter: Record<string, string | null>) => void;
}

/** All that is on record of one event. Its address is the page's, so a link to it opens it. */
export function AuditEventDialog({ event, onClose, onFilter }: AuditEventDialogProps) {
  // Kept while the dialog closes, so that the words do not vanish before it does.
  const [shown, setShown] = useState(event);
  if (event !== null && event !== shown) setShown(event);
  const query = useQuery({
    ...orpc.audit.get.queryOptions({ input: { id: shown ?? "" } }),
    enabled: shown !== null,
    // What is on record never changes.
    staleTime: Number.POSITIVE_INFINITY,
  });
  const { data } = query;
  return (
    <Dialog
      open={event !== null}
      onOpenChange={(open) => open || onClose()}
      size="lg"
      title={data ? <span className="font-mono">{data.action}</span> : "Event"}
      description={data ? <span className="wrap-anywhere">{data.target}</span> : null}
      footer={
        data ? (
          <>
            <Button icon={<LinkIcon />} onClick={() => copyAndSay(window.location.href, "link")}>
              Copy link
            </Button>
            <Button variant="primary" onClick={onClose}>
              Close
            </Button>
          </>
        ) : null
      }
    >
      {data ? (
        <div className="flex flex-col gap-4">
          <Facts event={data} onFilter={onFilter} />
          <ValueDiff before={data.before} after={data.after} />
        </div>
      ) : query.error ? (
        <ErrorState error={query.error} title="The event could not be loaded" />
      ) : (
        <SkeletonRows rows={3} label="Loading the event" />
      )}
    </Dialog>
  );
}

const KINDS = { user: "", token: "a team's token", system: "by itself" };

function Facts({ event, onFilter }: { event: AuditEvent; onFilter: AuditEventDialogProps["onFilter"] }) {
  const { at, actor, team, ip, userAgent, imageId, target, action } = event;
  const image = imageId && /^(image|version|build|channel)\./.test(action) ? target.split(":")[0] : undefined;
  return (
    <dl className="grid grid-cols-[6rem_minmax(0,1fr)] gap-x-4 gap-y-2 text-sm">
      <Fact name="When">
        <time dateTime={at} suppressHydrationWarning>
          {formatExactTime(new Date(at))}
        </time>
      </Fact>
      <Fact name="Who">
        {actor.name}
        {KINDS[actor.kind] ? <span className="text-subtle">, {KINDS[actor.kind]}</span> : null}{" "}
        <Narrow label={`All by ${actor.name}`} onClick={() => onFilter({ actor: actor.id ?? "system" })} />
      </Fact>
      {team ? <Fact name="Team">{team}</Fact> : null}
      {image ? (
        <Fact name="Image">
          {image} <Narrow label={`All about ${image}`} onClick={() => onFilter({ image })} />
        </Fact>
      ) : null}
      {ip ? (
        <Fact name="From">
          <span className="font-mono text-log">{ip}</span>
        </Fact>
      ) : null}
      {userAgent ? (
        <Fact name="With">
          <span title={userAgent}>{describeAgent(userAgent)}</span>
          <span className="block font-mono text-log text-subtle">{userAgent}</span>
        </Fact>
      ) : null}
    </dl>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <>
      <dt className="text-subtle">{name}</dt>
      <dd className="min-w-0 wrap-anywhere">{children}</dd>
    </>
  );
}

function Narrow({ label, onClick }: { label: string; onClick: () => void }) {
  return (
    <button type="button" onClick={onClick} className="ml-1 rounded-sm text-accent hover:underline">
      {label}
    </button>
  );
}
