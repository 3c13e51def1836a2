/** A word of a command; its text is null where only the shell knows it. */
export interface Argument {
  text: string | null;
  /** The Dockerfile's line, from 1. */
  line: number;
}

export interface SplitArguments {
  /** "-y" and "--target" with their last values, null where there is none. */
  options: Map<string, string | null>;
  /** What is no option, in its order; words that are not known are left out. */
  operands: { text: string; line: number }[];
}

/**
 * Returns the options and the operands of a command line, as getopt reads them: `-yt x`, `--target=x`,
 * `--target x`, `--`.
 *
 * @param valued the options that take the next word as their value: "-t", "--target"
 * @param hasClusters whether `-yq` is `-y -q`; in Go's way it is one option
 */
export function splitOptions(
  words: readonly Argument[],
  valued: ReadonlySet<string>,
  hasClusters = true,
): SplitArguments {
  const options: SplitArguments["options"] = new Map();
  const operands: SplitArguments["operands"] = [];
  for (let at = 0; at < words.length; at++) {
    const { text, line } = words[at]!;
    if (text === null) continue;
    if (text === "--") {
      for (const { text, line } of words.slice(at + 1)) if (text !== null) operands.push({ text, line });
      break;
    }
    if (!text.startsWith("-") || text === "-") {
      operands.push({ text, line });
      continue;
    }
    const equals = text.indexOf("=");
    if (text.startsWith("--") || !hasClusters) {
      const name = equals === -1 ? text : text.slice(0, equals);
      const takesNext = equals === -1 && valued.has(name);
      options.set(
        name,
        takesNext ? (words[++at]?.text ?? null) : equals === -1 ? null : text.slice(equals + 1),
      );
      continue;
    }
    for (let letter = 1; letter < text.length; letter++) {
      const name = `-${text[letter]}`;
      if (!valued.has(name)) {
        options.set(name, null);
        continue;
      }
      const attached = text.slice(letter + 1);
      options.set(name, attached === "" ? (words[++at]?.text ?? null) : attached.replace(/^=/, ""));
      break;
    }
  }
  return { options, operands };
}
