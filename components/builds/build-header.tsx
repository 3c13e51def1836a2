"use client";
import { BuildActions } from "#components/builds/build-actions";
import { hasEnded } from "#components/builds/build-status";
import type { BuildSnapshot } from "#components/builds/build-stream";
import { Badge } from "#components/ui/badge";
import { CopyField } from "#components/ui/copy-field";
import { Duration } from "#components/ui/duration";
import { PageHeader } from "#components/ui/page-header";
import { StatusBadge } from "#components/ui/status-badge";
import { TimeAgo } from "#components/ui/time-ago";

/** Which build this is, how it stands, who asked for it, and what to do with it. */
export function BuildHeader({ build }: { build: BuildSnapshot["build"] }) {
  const { team, image, version, tag, status, phase, timings, message, requestedBy, trigger } = build;
  const path = `/images/${team}/${image}`;
  const isOver = hasEnded(status);
  return (
    <>
      <PageHeader
        crumbs={[
          { label: "Images", href: "/images" },
          { label: `${team}/${image}`, href: path },
          { label: `Version ${version}`, href: `${path}?tab=versions&version=${version}` },
        ]}
        title={
          <>
            Build <span className="font-mono">{tag}</span>
          </>
        }
        badge={
          <>
            <StatusBadge status={status} phase={phase} cancelRequested={build.cancelRequested} />
            <span className="text-muted">
              <Duration
                ms={isOver ? timings.totalMs : null}
                since={isOver ? null : (timings.startedAt ?? timings.queuedAt)}
              />
            </span>
            {build.revoked ? <Badge tone="danger">Revoked</Badge> : null}
            {build.tags.map((name) => (
              <Badge key={name} mono tone={name === "latest" ? "accent" : "neutral"}>
                {name}
              </Badge>
            ))}
          </>
        }
        meta={
          <>
            {message ? <span className="text-fg">{message}</span> : null}
            {message ? " · " : null}
            {trigger === "api" ? "Requested with the token " : "Requested by "}
            {requestedBy ?? (trigger === "api" ? "that was removed" : "someone who left")}{" "}
            <TimeAgo time={timings.queuedAt} />
          </>
        }
        actions={<BuildActions build={build} />}
      />
      {build.reference ? <CopyField value={build.reference} what="reference" className="-mt-1 mb-4" /> : null}
    </>
  );
}
