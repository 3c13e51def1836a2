"use client";
import { useQuery } from "@tanstack/react-query";
import { Facts } from "#components/builds/facts";
import { Card } from "#components/ui/card";
import { ErrorState } from "#components/ui/error-state";
import { Meter } from "#components/ui/meter";
import { Section } from "#components/ui/section";
import { SkeletonRows } from "#components/ui/skeleton";
import { TimeAgo } from "#components/ui/time-ago";
import { orpc } from "#lib/api/query";
import { formatBytes } from "#lib/format/format-bytes";
import type { HealthDetails } from "#lib/instance/schemas";

/** What the instance stands on, for administrators: database, disks, registry, queue; live. */
export function InstanceHealth() {
  const health = useQuery(orpc.health.details.queryOptions());
  return (
    <Section title="This instance">
      <Card padded>
        {health.data ? (
          <Facts facts={factsOf(health.data)} />
        ) : health.error ? (
          <ErrorState
            error={health.error}
            title="How the instance is could not be loaded"
            retry={health.refetch}
          />
        ) : (
          <SkeletonRows rows={4} label="Loading how the instance is" />
        )}
      </Card>
    </Section>
  );
}

const CONDITIONS = { ok: "answers", full: "its disk is full", unreachable: "does not answer" };

function factsOf({ database, dataFolder, registry, queue }: HealthDetails) {
  const size = database.sizeBytes === null ? "" : `, ${formatBytes(database.sizeBytes)}`;
  const connections =
    database.connections === null
      ? ""
      : `, ${database.connections} connections of ${database.maxConnections}`;
  return [
    [
      "Database",
      `PostgreSQL ${database.version ?? ""} ${CONDITIONS[database.condition]}${size}${connections}`,
    ],
    ...(database.disk ? [["Its disk", <Disk key="database" of={database.disk} />] as const] : []),
    [
      "Data folder",
      dataFolder ? (
        <span key="folder" className="flex flex-col gap-1">
          <span className="break-all font-mono text-xs">{dataFolder.path}</span>
          {database.disk ? null : <Disk of={dataFolder} />}
        </span>
      ) : null,
    ],
    [
      "Registry",
      <span key="registry">
        <span className="break-all font-mono text-xs">{registry.address}</span>
        {registry.lastPushAt ? (
          <>
            , last pushed to <TimeAgo time={registry.lastPushAt} />
          </>
        ) : null}
      </span>,
    ],
    [
      "Queue",
      <span key="queue">
        {queue.queued} waiting, {queue.running} running
        {queue.oldestQueuedAt ? (
          <>
            ; the oldest was asked for <TimeAgo time={queue.oldestQueuedAt} />
          </>
        ) : null}
      </span>,
    ],
  ] as const;
}

function Disk({ of: { totalBytes, freeBytes } }: { of: { totalBytes: number; freeBytes: number } }) {
  const text = `${formatBytes(freeBytes)} of ${formatBytes(totalBytes)} free`;
  return <Meter label="Disk" text={text} share={1 - freeBytes / totalBytes} />;
}
