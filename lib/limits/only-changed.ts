type Values = Record<string, number | null | undefined>;

/** Of what is set, what was otherwise before: what goes on record. Null when nothing was. */
export function onlyChanged(
  before: Values,
  input: Values,
): { before: Record<string, number | null>; after: Record<string, number | null> } | null {
  const names = Object.keys(input).filter(
    (name) => input[name] !== undefined && input[name] !== before[name],
  );
  if (names.length === 0) return null;
  const pick = (values: Values) => Object.fromEntries(names.map((name) => [name, values[name] ?? null]));
  return { before: pick(before), after: pick(input) };
}
