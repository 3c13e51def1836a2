const HOME = "/";

/** Where to go after signing in: only a path of this site, whatever the address says. */
export function safeNext(next: string | undefined): string {
  return next && /^\/(?![/\\])/.test(next) ? next : HOME;
}
