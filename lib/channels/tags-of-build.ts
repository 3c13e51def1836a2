import { attemptTag } from "#lib/channels/attempt-tag";
import { LATEST } from "#lib/channels/move-channel";

/**
 * What a build may have named in its image's repository by now: the tag of every attempt once one of them began to push,
 * and, once its digest is known, its own tag, the version's and :latest. Whoever ends it without success has them looked at.
 */
export function tagsOfBuild(build: {
  version: number;
  number: number;
  attempt: number;
  pushStartedAt: Date | null;
  digest: string | null;
}): string[] {
  const { version, number, attempt, pushStartedAt, digest } = build;
  if (!pushStartedAt) return [];
  const attempts = Array.from({ length: attempt }, (_, i) => attemptTag({ version, number, attempt: i + 1 }));
  return digest ? [...attempts, `${version}.${number}`, String(version), LATEST] : attempts;
}
