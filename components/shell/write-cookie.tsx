/** Keeps a preference for a year where the server can read it; an empty value removes it. */
export function writeCookie(name: string, value: string): void {
  const age = value ? 365 * 24 * 3600 : 0;
  // biome-ignore lint/suspicious/noDocumentCookie: cookieStore needs HTTPS
  document.cookie = `${name}=${encodeURIComponent(value)}; path=/; max-age=${age}; samesite=lax`;
}
