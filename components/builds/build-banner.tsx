"use client";
import { RefreshCw } from "lucide-react";
import type { BuildSnapshot } from "#components/builds/build-stream";
import { QueueState } from "#components/queue/queue-state";
import { Callout } from "#components/ui/callout";
import { problemOf } from "#lib/api/client";

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
  if (build.status === "queued") return <QueueState build={build} />;
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
