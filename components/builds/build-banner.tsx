"use client";
import { useQuery } from "@tanstack/react-query";
import { RefreshCw } from "lucide-react";
import type { BuildSnapshot } from "#components/builds/build-stream";
import { Callout } from "#components/ui/callout";
import { problemOf } from "#lib/api/client";
import { orpc } from "#lib/api/query";

/** What has to be known besides the steps: nobody works, it was canceled, the page is out of touch. */
export function BuildBanner({ build, connection, error }: BuildSnapshot) {
  if (connection === "lost") {
    return (
      <Callout tone="warning" title="This build cannot be seen any more" className="mb-4">
        Its image was deleted, or you left its team. What the page shows is how it last stood.
      </Callout>
    );
  }
  if (connection === "reconnecting" && error) {
    return (
      <p role="status" className="mb-3 flex items-center gap-2 text-sm text-warning">
        <RefreshCw className="size-4" aria-hidden="true" />
        Reconnecting… {problemOf(error).code === "offline" ? "Bakehouse does not answer." : null} The build
        goes on meanwhile.
      </p>
    );
  }
  if (build.status === "queued") return <QueueState />;
  if (build.status === "canceled") {
    return (
      <Callout
        tone="info"
        title={build.canceledBy ? `Canceled by ${build.canceledBy}` : "Canceled"}
        className="mb-4"
      >
        {build.timings.startedAt
          ? "No tag was moved. What was built up to there stays in the engine’s cache and makes the next build faster."
          : "It had not begun, so nothing was built."}
      </Callout>
    );
  }
  return null;
}

function QueueState() {
  const { data: health } = useQuery({ ...orpc.health.get.queryOptions(), refetchInterval: 5000 });
  if (!health) return null;
  if (health.workers === 0) {
    return (
      <Callout tone="warning" title="No worker is there to build it" className="mb-4">
        It stays in the queue and begins as soon as a worker reports. Whoever runs this Bakehouse: see whether
        the worker process runs (<code>npm start</code> starts one) and whether it reaches Docker; its log
        says why if not.
      </Callout>
    );
  }
  const others = Math.max(0, health.queued - 1);
  return (
    <p role="status" className="mb-3 text-sm text-muted">
      Waiting for a worker.{" "}
      {health.running === 0
        ? "It should begin within seconds."
        : `${health.running === 1 ? "One build is" : `${health.running} builds are`} running${
            others > 0 ? ` and ${others} more ${others === 1 ? "waits" : "wait"}` : ""
          }.`}
    </p>
  );
}
