const HOME = "/";

/**
 * Where to go after signing in: only a path of this site, whatever the address says. Browsers leave tabs and line
 * breaks out of an address, so that "/<tab>/evil.example" would lead to another site.
 */
export function safeNext(next: string | undefined): string {
  return next && /^\/(?![/\\])\P{Cc}*$/u.test(next) ? next : HOME;
}
