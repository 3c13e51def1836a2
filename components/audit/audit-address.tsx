import type { AuditFilter } from "#lib/audit/schemas";

/** What the audit page's address can say; days are 2026-11-22, in the reader's own zone. */
export const FILTERS = ["team", "action", "actor", "image", "from", "to"] as const;

type Search = { get: (name: string) => string | null };

/** The filter that an address asks for. Days that are none are left out. */
export function filterFrom(search: Search): AuditFilter {
  const text = (name: string) => search.get(name) || undefined;
  const to = startOf(search.get("to"));
  // The last day is meant as a whole.
  to?.setDate(to.getDate() + 1);
  return {
    team: text("team"),
    action: text("action"),
    actor: text("actor"),
    image: text("image"),
    from: startOf(search.get("from"))?.toISOString(),
    to: to?.toISOString(),
  };
}

/** Where the same filter is exported. */
export function exportAddress(filter: AuditFilter, format: "csv" | "ndjson"): string {
  const query = new URLSearchParams({ format });
  for (const [name, value] of Object.entries(filter)) if (value) query.set(name, value);
  return `/api/v1/audit/export?${query}`;
}

function startOf(day: string | null): Date | undefined {
  if (!day || !/^\d{4}-\d\d-\d\d$/.test(day)) return undefined;
  const date = new Date(`${day}T00:00:00`);
  return Number.isNaN(date.getTime()) ? undefined : date;
}
