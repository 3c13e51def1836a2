/** One value before and after; undefined where it was not there. */
export interface ValueChange {
  name: string;
  before: string | undefined;
  after: string | undefined;
}

type Values = Record<string, unknown> | null;

/** What is different between before and after, value by value, in the order in which they stand. */
export function listChanges(before: Values, after: Values): ValueChange[] {
  const names = [...new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})])];
  return names.flatMap((name) => {
    const [old, now] = [toText(before?.[name]), toText(after?.[name])];
    return old === now && before && after ? [] : [{ name, before: old, after: now }];
  });
}

function toText(value: unknown): string | undefined {
  if (value === undefined) return undefined;
  return typeof value === "string" ? value : JSON.stringify(value, null, 1).replace(/\s*\n\s*/g, " ");
}
