"use client";
import type { BuildSnapshot } from "#components/builds/build-stream";
import { Callout } from "#components/ui/callout";
import { TimeAgo } from "#components/ui/time-ago";

/** Says of a revoked build why, and that nobody is given it. */
export function RevokedBanner({ build }: { build: Pick<BuildSnapshot["build"], "revoked" | "channels"> }) {
  const { revoked, channels } = build;
  if (!revoked) return null;
  return (
    <Callout tone="danger" title={`Revoked: ${revoked.reason}`} className="mb-4">
      {revoked.by ? `${revoked.by}, ` : null}
      <TimeAgo time={revoked.at} />. Projects that would get it are refused.
      {channels.length > 0
        ? ` ${channels.join(" and ")} still ${channels.length === 1 ? "points" : "point"} to it.`
        : null}
    </Callout>
  );
}
