import { expandWord, WordError } from "#lib/dockerfile/expand-word";

export interface HeredocMark {
  /** The word that ends it. */
  name: string;
  /** `<<-`: tabs before the lines and before the end word are dropped. */
  stripsTabs: boolean;
}

/** The words of `text`, null where its quotes do not close. */
function listWords(text: string, raw: boolean): string[] | null {
  try {
    return expandWord(text, { escapeToken: "\\", get: () => undefined, keepUnset: true, raw }).words;
  } catch (error) {
    if (error instanceof WordError) return null;
    throw error;
  }
}

/** Returns the heredoc that `word` opens (`<<EOF`, `3<<-"EOF"`), or null. */
export function readHeredocMark(word: string): HeredocMark | null {
  const [, dash, rest] = /^\d*<<(-?)[\t\n\v\f\r ]*([^<]*)$/.exec(word) ?? [];
  const [name, ...more] = (rest && listWords(rest, false)) || [];
  return name === undefined || more.length > 0 ? null : { name, stripsTabs: dash === "-" };
}

/**
 * Returns the heredocs that a line of RUN, COPY or ADD opens, in their order. Like BuildKit it sees none in a
 * line whose quotes do not close: the shell has the last word on that.
 */
export function readHeredocMarks(line: string): HeredocMark[] {
  if (!line.includes("<<")) return [];
  return (listWords(line, true) ?? []).map(readHeredocMark).filter((mark) => mark !== null);
}
