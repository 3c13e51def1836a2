import { isSpace } from "#lib/dockerfile/white-space";

export interface Flag {
  name: string;
  /** null where the flag is written without "=". */
  value: string | null;
  /** The range in the logical line's text, "--" included. */
  start: number;
  end: number;
  /** Where each character of `value` stands in the logical line's text. */
  valueAt: number[];
}

/**
 * Returns the flags at the start of `text` from `from` on, and where the arguments after them begin. Flags
 * are the words that begin with "--"; a word "--" ends them.
 */
export function readFlags(
  text: string,
  from: number,
  escapeToken: string,
): { flags: Flag[]; argsStart: number } {
  const flags: Flag[] = [];
  let at = from;
  for (;;) {
    while (at < text.length && isSpace(text[at]!)) at++;
    if (!text.startsWith("--", at)) return { flags, argsStart: at };

    const start = at;
    let word = "";
    const places: number[] = [];
    let quote = "";
    for (; at < text.length; at++) {
      let character = text[at]!;
      if (quote === "" && isSpace(character)) break;
      if (quote === "" ? character === "'" || character === '"' : character === quote) {
        quote = quote === "" ? character : "";
        continue;
      }
      if (character === escapeToken) {
        if (at + 1 === text.length) continue;
        character = text[++at]!;
      }
      word += character;
      places.push(at);
    }
    if (word === "--") return { flags, argsStart: at };
    const equals = word.indexOf("=");
    flags.push({
      name: equals === -1 ? word.slice(2) : word.slice(2, equals),
      value: equals === -1 ? null : word.slice(equals + 1),
      start,
      end: at,
      valueAt: equals === -1 ? [] : places.slice(equals + 1),
    });
  }
}
