/** Where the log, or a step's, can be had as text; `raw` with its colours and overwritten lines. */
export function logTextUrl(buildId: string, options: { step?: number; raw?: boolean } = {}): string {
  const search = new URLSearchParams();
  if (options.step !== undefined) search.set("step", String(options.step));
  if (options.raw) search.set("raw", "true");
  const query = search.toString();
  return `/api/v1/builds/${buildId}/log${query ? `?${query}` : ""}`;
}
