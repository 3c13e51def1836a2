"use client";
import { useSuspenseQuery } from "@tanstack/react-query";
import { Hammer } from "lucide-react";
import { useRouter } from "next/navigation";
import { BuildsTable } from "#components/builds/builds-table";
import { Callout } from "#components/ui/callout";
import { Card } from "#components/ui/card";
import { EmptyState } from "#components/ui/empty-state";
import { PageHeader } from "#components/ui/page-header";
import { Section } from "#components/ui/section";
import { TimeAgo } from "#components/ui/time-ago";
import { RunningBuilds } from "#components/workers/running-builds";
import { Slots } from "#components/workers/slots";
import { WorkerActions } from "#components/workers/worker-actions";
import { WorkerFacts } from "#components/workers/worker-facts";
import { WorkerHistory } from "#components/workers/worker-history";
import { CLOCK_MS, describeOffset, WorkerState } from "#components/workers/worker-state";
import { orpc } from "#lib/api/query";
import type { WholeWorker } from "#lib/workers/schemas";

/** A worker that dies says so to nobody: it is asked again whether it is there. */
const DOUBT_MS = 20_000;

/** One worker: how it is, what it builds and built and, for administrators, what was done with it; live. */
export function WorkerPage({ name }: { name: string }) {
  const router = useRouter();
  const { data: me } = useSuspenseQuery(orpc.account.me.queryOptions());
  const { data: worker } = useSuspenseQuery(
    orpc.workers.get.queryOptions({ input: { name }, refetchInterval: DOUBT_MS }),
  );
  return (
    <>
      <PageHeader
        crumbs={[{ label: "Workers", href: "/workers" }]}
        title={worker.name}
        badge={<WorkerState worker={worker} />}
        meta={
          <>
            Started <TimeAgo time={worker.startedAt} />, seen <TimeAgo time={worker.lastSeenAt} />
          </>
        }
        actions={
          me.isAdmin ? (
            <WorkerActions worker={worker} as="buttons" onForgotten={() => router.replace("/workers")} />
          ) : null
        }
      />
      <div className="flex flex-col gap-8">
        <Notes worker={worker} />
        <Section title="Builds now" action={<Slots busy={worker.busy} concurrency={worker.concurrency} />}>
          <Card padded>
            {worker.busy > 0 ? (
              <RunningBuilds worker={worker} />
            ) : (
              <p className="text-sm text-muted">It runs nothing now.</p>
            )}
          </Card>
        </Section>
        <WorkerFacts worker={worker} />
        <Section title="Built lately" description={me.isAdmin ? undefined : "As far as you may see it."}>
          <Card>
            {worker.lately.length > 0 ? (
              <BuildsTable label={`Builds of ${name}`} builds={worker.lately} withImage />
            ) : (
              <EmptyState icon={<Hammer />} title="No builds yet">
                Builds that it has ended come here, those that you may see.
              </EmptyState>
            )}
          </Card>
        </Section>
        {worker.history ? <WorkerHistory events={worker.history} /> : null}
      </div>
    </>
  );
}

/** What somebody should know or do about it. */
function Notes({ worker }: { worker: WholeWorker }) {
  const { state, stateReason, stateChangedAt, stateChangedBy, details, trouble } = worker;
  const offset = details?.clockOffsetMs ?? 0;
  const notes = [
    state !== "active" && (
      <Callout
        key="state"
        tone="info"
        title={
          <>
            {state === "paused" ? "Paused" : "Drained"}
            {stateChangedBy ? ` by ${stateChangedBy}` : null}{" "}
            {stateChangedAt ? <TimeAgo time={stateChangedAt} /> : null}
            {stateReason ? `: ${stateReason}` : null}
          </>
        }
      >
        It takes no builds until it is resumed.
      </Callout>
    ),
    trouble && details?.problem && (
      <Callout key="problem" tone="warning" title={details.problem}>
        {trouble === "database"
          ? "Upgrade this worker to the release of the site."
          : "It takes builds again by itself when that is over."}
      </Callout>
    ),
    Math.abs(offset) >= CLOCK_MS && (
      <Callout key="clock" tone="warning" title={`${describeOffset(offset)} of the database’s`}>
        Builds are not hurt by it: their times are the database’s. Certificates that its engine checks may be.
        Set its host’s clock.
      </Callout>
    ),
  ].filter(Boolean);
  return notes.length > 0 ? <div className="flex flex-col gap-3">{notes}</div> : null;
}
