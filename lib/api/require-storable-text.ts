import { AppError } from "#lib/errors";
import { isStorable } from "#lib/names/is-storable";

/** Refuses input that has, wherever in it, a text that could not be kept or looked for. @throws invalid */
export function requireStorableText(input: unknown): void {
  // Not by recursion: a body can be nested a million levels deep.
  const left = [{ field: "", value: input }];
  for (let next = left.pop(); next; next = left.pop()) {
    const { field, value } = next;
    if (typeof value === "string" && !isStorable(value)) throw unstorable(field);
    if (typeof value !== "object" || value === null) continue;
    for (const [name, inner] of Object.entries(value)) left.push({ field: field || name, value: inner });
  }
}

function unstorable(field: string): AppError {
  const message = "It has U+0000 or half a surrogate pair in it, which are no characters to keep.";
  return new AppError("invalid", `${field}: ${message}`, { problems: [{ field, message }] });
}
