import type { NamedBuild } from "#lib/channels/find-build-of-image";
import { AppError } from "#lib/errors";

/** Refuses a build that must not be given to anyone. @param field that named it */
export function requireGood(build: NamedBuild, field: string): void {
  if (build.status !== "succeeded") {
    const state = { queued: "is queued", running: "still runs", failed: "failed", canceled: "was canceled" };
    const what = state[build.status as keyof typeof state] ?? build.status;
    throw new AppError("conflict", `Build ${build.tag} ${what}: there is nothing to give out.`, {
      problems: [{ field, message: `Build ${build.tag} ${what}.` }],
    });
  }
  if (build.revokedAt) {
    const why = build.revokeReason ? `: ${build.revokeReason}` : "";
    throw new AppError("conflict", `Build ${build.tag} was revoked${why}.`, {
      problems: [{ field, message: `Build ${build.tag} was revoked.` }],
    });
  }
}
