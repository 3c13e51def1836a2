import { isSpace } from "#lib/dockerfile/white-space";

export interface Word {
  /** As written, quotes included. */
  text: string;
  /** The range in the text that was split. */
  start: number;
  end: number;
}

/** Returns the words of `text`, split at white space alone: quotes do not hold words together. */
export function splitPlainWords(text: string): Word[] {
  return Array.from(text.matchAll(/[^\t\v\f\r ]+/g), (match) => ({
    text: match[0],
    start: match.index,
    end: match.index + match[0].length,
  }));
}

/** Returns the words of `text`, split at white space that is neither quoted nor escaped (ENV, LABEL, ARG). */
export function splitQuotedWords(text: string, escapeToken: string): Word[] {
  const words: Word[] = [];
  let at = 0;
  for (;;) {
    while (at < text.length && isSpace(text[at]!)) at++;
    if (at === text.length) return words;
    const start = at;
    let quote = "";
    for (; at < text.length; at++) {
      const character = text[at]!;
      if (quote === "" && isSpace(character)) break;
      if (character === escapeToken && quote !== "'") at++;
      else if (quote === "" && (character === "'" || character === '"')) quote = character;
      else if (character === quote) quote = "";
    }
    at = Math.min(at, text.length);
    words.push({ text: text.slice(start, at), start, end: at });
  }
}
