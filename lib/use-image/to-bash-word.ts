import { expandWord, WordError } from "#lib/dockerfile/expand-word";

export interface BashWord {
  /** As it stands in a Bash script. */
  text: string;
  /** The variables it asks for. */
  names: string[];
}

/** `${NAME:-word}` and its like, where the word is plain: Bash takes them for the same. */
const WITH_FALLBACK = /\$\{([A-Za-z_]\w*)(:?[-+])((?:[\w./:=,@-]|\$[A-Za-z_]\w*)*)\}/g;
/** Stands for the n-th of them while the word is taken apart. */
const STAND_IN = "bakehouse_fallback_";

const escapeQuoted = (text: string) => text.replace(/[\\"$`]/g, "\\$&");

/**
 * Returns a value of ENV, ARG or WORKDIR as a word of Bash that means the same; null where it uses variables in
 * other ways than plainly or with a fallback, or is none that Docker takes.
 *
 * @param values what to put in for variables at once; others stay variables
 * @param isSet whether the script has set a variable by then: one that it has not may be unset
 */
export function toBashWord(
  written: string,
  escapeToken: string,
  values: ReadonlyMap<string, string>,
  isSet: (name: string) => boolean,
): BashWord | null {
  if (/[\u0001\u0002]/.test(written) || written.includes(STAND_IN)) return null;
  const fallbacks = [...written.matchAll(WITH_FALLBACK)];
  let found = 0;
  const marked = written.replace(WITH_FALLBACK, () => `\${${STAND_IN}${found++}}`);
  if (/\$\{\w*[^\w}]/.test(marked)) return null;

  const names = new Set<string>();
  const write = (name: string, next: string): string => {
    const value = values.get(name);
    if (value !== undefined) return escapeQuoted(value);
    names.add(name);
    if (!isSet(name)) return `\${${name}-}`;
    return /^\w/.test(next) ? `\${${name}}` : `$${name}`;
  };
  const writeFallback = ([, name = "", operator = "", word = ""]: RegExpMatchArray): string => {
    const value = values.get(name);
    const inner = word.replace(/\$(\w+)/g, (_, used: string) => write(used, "x"));
    if (value === undefined) {
      names.add(name);
      return `\${${name}${operator}${inner}}`;
    }
    const isThere = value !== "" || !operator.startsWith(":");
    if (operator.endsWith("+")) return isThere ? inner : "";
    return isThere ? escapeQuoted(value) : inner;
  };

  try {
    const { text } = expandWord(marked, { escapeToken, get: (name) => `\u0001${name}\u0002` });
    const parts = text.split(/\u0001([^\u0002]*)\u0002/);
    if (!parts.every((part, index) => index % 2 === 0 || /^[A-Za-z_]\w*$/.test(part))) return null;
    const literal = new RegExp(`\\$\\{${STAND_IN}(\\d+)\\}`, "g");
    const restored = parts.map((part, index) =>
      index % 2 === 1 ? part : part.replace(literal, (_, n: string) => fallbacks[Number(n)]![0]),
    );
    const quoted = restored.map((part, index) => {
      if (index % 2 === 0) return escapeQuoted(part);
      if (part.startsWith(STAND_IN)) return writeFallback(fallbacks[Number(part.slice(STAND_IN.length))]!);
      return write(part, restored[index + 1] ?? "");
    });
    const inner = quoted.join("");
    return { text: /^[\w@%+=:,./-]+$/.test(inner) ? inner : `"${inner}"`, names: [...names] };
  } catch (error) {
    if (error instanceof WordError || error instanceof RangeError) return null;
    throw error;
  }
}
