"use client";
import { useQuery, useSuspenseQuery } from "@tanstack/react-query";
import { Plus, Server } from "lucide-react";
import { useState } from "react";
import { InstanceHealth } from "#components/health/instance-health";
import { QueueList } from "#components/queue/queue-list";
import { Button } from "#components/ui/button";
import { Card } from "#components/ui/card";
import { EmptyState } from "#components/ui/empty-state";
import { ErrorState } from "#components/ui/error-state";
import { PageHeader } from "#components/ui/page-header";
import { SkeletonRows } from "#components/ui/skeleton";
import { InstanceProblems } from "#components/workers/instance-problems";
import { StartWorker } from "#components/workers/start-worker";
import { StartWorkerDialog } from "#components/workers/start-worker-dialog";
import { WorkerTable } from "#components/workers/worker-table";
import { orpc } from "#lib/api/query";
import { formatCount } from "#lib/format/format-count";
import { isAway } from "#lib/workers/is-away";
import type { Worker } from "#lib/workers/schemas";

/** A worker that dies says so to nobody: while any is there it is asked again whether they still are. */
const DOUBT_MS = 20_000;

/** Who builds, what they do now, and what waits for them; live. */
export function WorkersPage() {
  const { data: me } = useSuspenseQuery(orpc.account.me.queryOptions());
  const workers = useQuery(
    orpc.workers.list.queryOptions({
      refetchInterval: ({ state }) => (state.data?.items.some(isThere) ? DOUBT_MS : false),
    }),
  );
  const [isAdding, setAdding] = useState(false);
  const items = workers.data?.items;
  return (
    <>
      <PageHeader
        title="Workers"
        meta={
          items?.some(isThere) ? sumUp(items.filter(isThere)) : "Those who build, each with a Docker engine."
        }
        actions={
          me.isAdmin && items && items.length > 0 ? (
            <Button icon={<Plus />} onClick={() => setAdding(true)}>
              Add a worker
            </Button>
          ) : null
        }
      />
      <div className="flex flex-col gap-8">
        <InstanceProblems isAdmin={me.isAdmin} />
        <Card>
          {items ? (
            items.length > 0 ? (
              <WorkerTable workers={items} isAdmin={me.isAdmin} />
            ) : (
              <NoWorkers isAdmin={me.isAdmin} />
            )
          ) : workers.error ? (
            <ErrorState
              error={workers.error}
              title="The workers could not be loaded"
              retry={workers.refetch}
            />
          ) : (
            <SkeletonRows rows={3} label="Loading the workers" />
          )}
        </Card>
        <QueueList />
        {me.isAdmin ? <InstanceHealth /> : null}
      </div>
      <StartWorkerDialog open={isAdding} onOpenChange={setAdding} />
    </>
  );
}

function NoWorkers({ isAdmin }: { isAdmin: boolean }) {
  return (
    <>
      <EmptyState icon={<Server />} title="No worker has come yet">
        A worker takes builds off the queue and runs them in its Docker engine. Start one, on this host or on
        others: it announces itself here.
        {isAdmin ? null : " An administrator of this Bakehouse does that."}
      </EmptyState>
      {isAdmin ? (
        <div className="mx-auto max-w-2xl px-5 pb-8">
          <StartWorker />
        </div>
      ) : null}
    </>
  );
}

const isThere = (worker: Worker) => !isAway(worker);

/** "3 workers run 2 builds; 6 builds could run at once." */
function sumUp(workers: readonly Worker[]): string {
  const sum = (of: (worker: Worker) => number) => workers.reduce((total, worker) => total + of(worker), 0);
  const verb = workers.length === 1 ? "runs" : "run";
  const busy = sum((worker) => worker.busy);
  const places = sum(({ condition, concurrency }) => (condition === "taking" ? concurrency : 0));
  const rest = places > 0 ? `${formatCount(places, "build")} could run at once` : "none takes more";
  return `${formatCount(workers.length, "worker")} ${verb} ${formatCount(busy, "build")}; ${rest}.`;
}
