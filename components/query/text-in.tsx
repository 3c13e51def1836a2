/** As much as the API searches for. */
const MOST = 200;

/** What an address asks to search for: nothing where that is more than can be. */
export function textIn(parameter: string | null): string {
  const text = parameter?.trim() ?? "";
  return text.length > MOST ? "" : text;
}
