const PREFIX = "_";

/**
 * The tag under which one attempt of a build is pushed, "_3.1-attempt-2": it is taken away when the build is good. No
 * channel can be called so.
 */
export function attemptTag(build: { version: number; number: number; attempt: number }): string {
  return `${PREFIX}${build.version}.${build.number}-attempt-${build.attempt}`;
}

export function isAttemptTag(tag: string): boolean {
  return tag.startsWith(PREFIX);
}
