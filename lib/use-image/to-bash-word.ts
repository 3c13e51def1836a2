import { expandWord, WordError } from "#lib/dockerfile/expand-word";

export interface BashWord {
  /** As it stands in a Bash script. */
  text: string;
  /** The variables it asks for. */
  names: string[];
}

const escapeQuoted = (text: string) => text.replace(/[\\"$`]/g, "\\$&");

/**
 * Returns a value of ENV, ARG or WORKDIR as a word of Bash that means the same; null where it uses more than plain
 * variables (`${NAME:-other}`), or is none that Docker takes.
 *
 * @param values what to put in for variables at once; others stay variables
 * @param isSet whether the script has set a variable by then: those that it has not count as empty
 */
export function toBashWord(
  written: string,
  escapeToken: string,
  values: ReadonlyMap<string, string>,
  isSet: (name: string) => boolean,
): BashWord | null {
  if (/\$\{\w*[^\w}]/.test(written) || /[\u0001\u0002]/.test(written)) return null;
  const names = new Set<string>();
  const get = (name: string) => {
    const value = values.get(name);
    if (value === undefined) names.add(name);
    return value ?? `\u0001${name}\u0002`;
  };
  try {
    const { text } = expandWord(written, { escapeToken, get });
    if (![...names].every((name) => /^[A-Za-z_]\w*$/.test(name))) return null;
    const parts = text.split(/\u0001(\w+)\u0002/);
    if (parts.length === 1 && /^[\w@%+=:,./-]+$/.test(text)) return { text, names: [] };
    const quoted = parts.map((part, index) => {
      if (index % 2 === 0) return escapeQuoted(part);
      if (!isSet(part)) return `\${${part}-}`;
      return /^\w/.test(parts[index + 1] ?? "") ? `\${${part}}` : `$${part}`;
    });
    return { text: `"${quoted.join("")}"`, names: [...names] };
  } catch (error) {
    if (error instanceof WordError || error instanceof RangeError) return null;
    throw error;
  }
}
