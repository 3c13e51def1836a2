/** The characters BuildKit takes for white space (Go's unicode.IsSpace). */
export const WHITE_SPACE = "\\t-\\r \\u0085\\u00a0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000";

const one = new RegExp(`[${WHITE_SPACE}]`);
const leading = new RegExp(`^[${WHITE_SPACE}]+`);

export function isSpace(character: string): boolean {
  return one.test(character);
}

export function trimStart(text: string): string {
  return text.replace(leading, "");
}

/** Returns `text` without white space at both ends, and the index at which it begins. */
export function trimSpace(text: string): { text: string; at: number } {
  let at = 0;
  let end = text.length;
  while (at < end && isSpace(text[at]!)) at++;
  while (end > at && isSpace(text[end - 1]!)) end--;
  return { text: text.slice(at, end), at };
}
