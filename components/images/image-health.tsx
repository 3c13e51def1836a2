"use client";
import Link from "next/link";
import type { ReactNode } from "react";
import { Bytes } from "#components/ui/bytes";
import { Card } from "#components/ui/card";
import { Duration } from "#components/ui/duration";
import { StatusBadge } from "#components/ui/status-badge";
import { TimeAgo } from "#components/ui/time-ago";
import type { BuildSummary } from "#lib/builds/schemas";
import type { Image } from "#lib/images/schemas";

/** Is it good: how the newest build went, and what is in use if it went wrong. */
export function ImageHealth({ image }: { image: Image }) {
  const { lastBuild, latest } = image;
  if (!lastBuild) {
    return (
      <Card padded>
        <StatusBadge status="never" className="text-sm" />
        <p className="mt-1 text-muted">Nobody has built it so far.</p>
      </Card>
    );
  }
  const isOpen = lastBuild.status === "queued" || lastBuild.status === "running";
  const shown = lastBuild.status === "succeeded" ? lastBuild : latest;
  return (
    <Card padded className="flex flex-col gap-3">
      <div className="flex flex-wrap items-center justify-between gap-x-3 gap-y-1">
        <h2 className="flex items-center gap-2 text-sm font-medium">
          Newest build
          <Link href={`/builds/${lastBuild.id}`} className="rounded-sm font-mono text-accent hover:underline">
            {lastBuild.tag}
          </Link>
        </h2>
        <span className="text-sm">
          <StatusBadge {...lastBuild} />{" "}
          <span className="text-muted">
            {isOpen ? (
              <Duration since={lastBuild.timings.startedAt ?? lastBuild.timings.queuedAt} />
            ) : (
              <TimeAgo time={lastBuild.timings.finishedAt ?? lastBuild.timings.queuedAt} />
            )}
          </span>
        </span>
      </div>
      {lastBuild.status === "failed" && lastBuild.error ? (
        <p className="border-l-2 border-danger pl-3 text-sm wrap-anywhere">{lastBuild.error.message}</p>
      ) : null}
      {lastBuild.status === "succeeded" || !latest ? null : (
        <p className="text-sm text-muted">
          <code>latest</code> {isOpen ? "stays" : "is still the good build"}{" "}
          <Link href={`/builds/${latest.id}`} className="rounded-sm font-mono text-accent hover:underline">
            {latest.tag}
          </Link>
          {isOpen ? " until this one is good." : ": what sandboxes pull has not changed."}
        </p>
      )}
      {shown ? <Measures build={shown} /> : null}
    </Card>
  );
}

function Measures({ build }: { build: BuildSummary }) {
  return (
    <dl className="grid grid-cols-3 gap-3">
      <Measure name="Size">
        <Bytes value={build.sizeBytes} />
      </Measure>
      <Measure name="Took">
        <Duration ms={build.timings.totalMs} />
      </Measure>
      <Measure name="From cache">
        <span className="tabular-nums">
          {build.cachedStepCount}
          <span className="text-muted"> of {build.stepCount}</span>
        </span>
      </Measure>
    </dl>
  );
}

function Measure({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt className="text-xs text-subtle">{name}</dt>
      <dd className="text-lg font-medium">{children}</dd>
    </div>
  );
}
