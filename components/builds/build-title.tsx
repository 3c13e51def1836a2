import type { BuildSummary } from "#lib/builds/schemas";

const SIGN = { queued: "○", running: "●", succeeded: "✓", failed: "✗", canceled: "⊘" };

/** A build for a browser's tab: "✓ 3.2 media/ffmpeg". */
export function buildTitle(build: Pick<BuildSummary, "status" | "tag" | "team" | "image">): string {
  return `${SIGN[build.status]} ${build.tag} ${build.team}/${build.image}`;
}
