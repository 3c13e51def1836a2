import type { BuildVariables } from "#lib/dockerfile/build-variables";
import { type ExpandedWord, expandWord, WordError } from "#lib/dockerfile/expand-word";
import type { ShellCommand, ShellWord } from "#lib/dockerfile/read-shell-commands";
import type { Argument } from "#lib/dockerfile/split-options";

export type ShellVariables = ReturnType<BuildVariables["forRun"]>;

/** What a shell makes of `raw`; null where that needs what only the shell knows. */
function expandKnown(raw: string, get: ShellVariables["get"]): ExpandedWord | null {
  try {
    const expanded = expandWord(raw, { escapeToken: "\\", get });
    return expanded.unset.length === 0 ? expanded : null;
  } catch (error) {
    if (error instanceof WordError || error instanceof RangeError) return null;
    throw error;
  }
}

/**
 * Returns the words that a shell makes of one: several where a variable without quotes holds several. One whose
 * text is null stands for what only the shell knows.
 */
export function expandShellWord(word: ShellWord, get: ShellVariables["get"], line: number): Argument[] {
  if (!word.isComputed && !/[\\$'"]/.test(word.raw)) return [{ text: word.raw, line }];
  const expanded = word.isComputed ? null : expandKnown(word.raw, get);
  if (expanded === null) return [{ text: null, line }];
  if (expanded.words.length === 0 && /['"]/.test(word.raw)) return [{ text: "", line }];
  return expanded.words.map((text) => ({ text, line }));
}

/**
 * Takes over what a command does to the variables of its shell, and returns whether that is all it does. A value
 * that only the shell knows, or that may or may not be given, makes the variable unknown.
 */
export function assignShellVariables({ words, isCertain }: ShellCommand, variables: ShellVariables): boolean {
  const [{ raw: command } = { raw: "" }, ...rest] = words;
  if (/^(?:for|select|read|unset)$/.test(command)) {
    for (const { raw } of rest) if (/^\w+$/.test(raw)) variables.set(raw, undefined);
    return true;
  }
  const declares = /^(?:export|readonly|declare|typeset|local)$/.test(command);
  const read = (declares ? rest : words).map((word) => ({
    word,
    match: /^([A-Za-z_]\w*)(\+?)=/.exec(word.raw),
  }));
  if (!declares && read.some(({ match }) => match === null)) return false;
  for (const { word, match } of read) {
    if (match === null) continue;
    const [head, name, plus] = match;
    const before = plus ? variables.get(name!) : "";
    const value =
      isCertain && !word.isComputed
        ? expandKnown(word.raw.slice(head.length), variables.get)?.text
        : undefined;
    variables.set(name!, before === undefined || value === undefined ? undefined : before + value);
  }
  return true;
}
