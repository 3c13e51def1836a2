import { matchPattern } from "#lib/dockerfile/match-pattern";
import { isSpace } from "#lib/dockerfile/white-space";

export interface ExpandOptions {
  escapeToken: string;
  /** The value of a variable, undefined where it is not set. */
  get: (name: string) => string | undefined;
  /** Leave variables that are not set as they are written. */
  keepUnset?: boolean;
  /** Leave quotes and escapes as they are written. */
  raw?: boolean;
}

export interface ExpandedWord {
  text: string;
  /** `text` split at white space that is not quoted. */
  words: string[];
  /** Names that were asked for and have no value. */
  unset: string[];
}

/** What the shell's word rules refuse: an open quote, `${` without an end, a modifier that does not exist. */
export class WordError extends Error {}

/** Deeper nesting is no one's text and would exhaust the stack. */
const MAX_DEPTH = 100;
const SPECIAL_PARAMETERS = "@*#?-$!";

class WordReader {
  at = 0;
  words: string[] = [];
  word = "";
  depth = 0;
  readonly unset: string[] = [];
  readonly source: string;
  readonly options: ExpandOptions;

  constructor(source: string, options: ExpandOptions) {
    this.source = source;
    this.options = options;
  }

  add(text: string, splits: boolean): string {
    for (const character of text) {
      if (!splits || !isSpace(character)) this.word += character;
      else this.endWord();
    }
    return text;
  }

  endWord() {
    if (this.word !== "") this.words.push(this.word);
    this.word = "";
  }

  /** Reads up to `stop` (consumed), or to the end where `stop` is empty. */
  readUntil(stop: string, raw: boolean): string {
    let text = "";
    while (this.at < this.source.length) {
      const character = this.source[this.at]!;
      if (character === stop) {
        this.at++;
        return text;
      }
      if (character === "'") text += this.add(this.readSingleQuoted(), false);
      else if (character === '"') text += this.add(this.readDoubleQuoted(raw), false);
      else if (character === "$") text += this.add(this.readVariable(), true);
      else if (character === "<") text += this.add(this.readHeredocMark(), false);
      else if (character === this.options.escapeToken) {
        this.at++;
        if (raw) text += this.add(character, false);
        const next = this.source[this.at++];
        if (next !== undefined) text += this.add(next, false);
      } else {
        text += this.add(character, true);
        this.at++;
      }
    }
    if (stop !== "") throw new WordError(`"${stop}" is missing`);
    return text;
  }

  /** White space after "<<" belongs to the word: `<< EOF`. */
  readHeredocMark(): string {
    const mark = /<(?:<[ \t\r\n]*)?/y;
    mark.lastIndex = this.at;
    const text = mark.exec(this.source)![0];
    this.at += text.length;
    return text;
  }

  readSingleQuoted(): string {
    const end = this.source.indexOf("'", this.at + 1);
    if (end === -1) throw new WordError("a single quote (') is not closed");
    const text = this.source.slice(this.at + 1, end);
    this.at = end + 1;
    return this.options.raw ? `'${text}'` : text;
  }

  readDoubleQuoted(raw: boolean): string {
    const { escapeToken } = this.options;
    const quote = this.options.raw ? '"' : "";
    let text = quote;
    this.at++;
    while (this.at < this.source.length) {
      const character = this.source[this.at]!;
      if (character === '"') {
        this.at++;
        return text + quote;
      }
      if (character === "$") {
        text += this.readVariable();
        continue;
      }
      this.at++;
      const next = this.source[this.at];
      if (character === escapeToken && (next === '"' || next === "$" || next === escapeToken)) {
        text += raw ? character + next : next;
        this.at++;
      } else text += character;
    }
    throw new WordError('a double quote (") is not closed');
  }

  readName(): string {
    const first = this.source[this.at] ?? "";
    const name = /\p{Nd}+|[\p{L}_][\p{L}\p{Nd}_]*/uy;
    name.lastIndex = this.at;
    const found =
      first !== "" && SPECIAL_PARAMETERS.includes(first) ? first : (name.exec(this.source)?.[0] ?? "");
    this.at += found.length;
    return found;
  }

  lookUp(name: string): string | undefined {
    const value = this.options.get(name);
    if (value === undefined) this.unset.push(name);
    return value;
  }

  readVariable(): string {
    if (this.depth > MAX_DEPTH) throw new WordError("variables are nested too deep");
    const start = this.at++;
    if (this.source[this.at] !== "{") {
      const name = this.readName();
      if (name === "") return "$";
      const value = this.lookUp(name);
      return value ?? (this.options.keepUnset ? `$${name}` : "");
    }
    this.at++;
    if (this.at >= this.source.length) throw new WordError('"}" is missing');
    if ("{}:".includes(this.source[this.at]!))
      throw new WordError(`"${this.source.slice(start, this.at + 1)}" is no variable`);
    const name = this.readName();
    const value = this.readModified(name);
    return value ?? this.source.slice(start, this.at);
  }

  /** What follows the name in `${name…}`; undefined where the variable is to stay as it is written. */
  readModified(name: string): string | undefined {
    let modifier = this.source[this.at++] ?? "";
    if (modifier === "}") return this.lookUp(name) ?? (this.options.keepUnset ? undefined : "");
    const colon = modifier === ":";
    if (colon) modifier = this.source[this.at++] ?? "";
    if (modifier === "") throw new WordError('"}" is missing');
    if (!"+-?#%/".includes(modifier) || (colon && "#%/".includes(modifier)))
      throw new WordError(`"\${${name}${colon ? ":" : ""}${modifier}…}" is not known to Docker`);

    if (modifier === "/") return this.readReplacement(name);
    const word = this.readInner("}", "#%".includes(modifier));
    const value = this.lookUp(name);
    const missing = value === undefined || (colon && value === "");
    if (value === undefined && this.options.keepUnset) return undefined;
    switch (modifier) {
      case "-":
        return missing ? word : value;
      case "+":
        return missing ? "" : word;
      case "?":
        if (missing)
          throw new WordError(
            `${name}: ${word || `is not allowed to be ${value === undefined ? "unset" : "empty"}`}`,
          );
        return value;
      default: {
        const greedy = word.startsWith(modifier);
        const pattern = greedy ? word.slice(1) : word;
        return matchPattern(pattern, value ?? "", modifier === "#" ? "start" : "end", greedy);
      }
    }
  }

  readReplacement(name: string): string | undefined {
    const all = this.source[this.at] === "/";
    if (all) this.at++;
    const pattern = this.readInner("/", true);
    const replacement = this.readInner("}", true);
    const value = this.lookUp(name);
    if (value === undefined) return this.options.keepUnset ? undefined : "";
    return matchPattern(pattern, value, all ? "all" : "first", true, replacement);
  }

  readInner(stop: string, raw: boolean): string {
    const { words, word } = this;
    this.words = [];
    this.depth++;
    const text = this.readUntil(stop, raw);
    this.depth--;
    this.words = words;
    this.word = word;
    return text;
  }
}

/**
 * Returns `source` with quotes, escapes and variables processed as BuildKit does outside RUN, CMD and
 * ENTRYPOINT ("Environment replacement" in the Dockerfile reference).
 *
 * @throws WordError where BuildKit refuses the word.
 */
export function expandWord(source: string, options: ExpandOptions): ExpandedWord {
  const reader = new WordReader(source, options);
  const text = reader.readUntil("", options.raw ?? false);
  reader.endWord();
  return { text, words: reader.words, unset: reader.unset };
}
