/**
 * Returns the strings of a JSON array, as in the exec form `["a", "b"]`; null where `text` is no JSON array
 * (then Docker takes it for the shell form), "mixed" where it holds something else than strings.
 */
export function readJsonArray(text: string): string[] | "mixed" | null {
  if (!text.startsWith("[")) return null;
  try {
    const value: unknown = JSON.parse(text);
    if (!Array.isArray(value)) return null;
    return value.every((item) => typeof item === "string") ? value : "mixed";
  } catch {
    return null;
  }
}
