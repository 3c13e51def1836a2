import { expandWord, WordError } from "#lib/dockerfile/expand-word";
import { argsRange, faultIn, type TextRange } from "#lib/dockerfile/fault-in";
import type { Instruction } from "#lib/dockerfile/parse-dockerfile";
import type { Fault } from "#lib/dockerfile/problem";
import { splitPlainWords, splitQuotedWords, type Word } from "#lib/dockerfile/split-words";

interface Checked {
  text: string;
  range: TextRange;
}

/** A word of the arguments, at its place in the logical line. */
function place(instruction: Instruction, word: Word): Checked {
  const range = { start: instruction.argsStart + word.start, end: instruction.argsStart + word.end };
  return { text: word.text, range };
}

/** `name=value` is two words, each with quotes of its own. */
function splitPair({ text, range }: Checked): Checked[] {
  const equals = text.indexOf("=");
  if (equals === -1) return [{ text, range }];
  return [
    { text: text.slice(0, equals), range },
    { text: text.slice(equals + 1), range },
  ];
}

function listWords(instruction: Instruction, escapeToken: string): Checked[] {
  const { keyword, args, json } = instruction;
  const all = argsRange(instruction);
  switch (keyword) {
    case "COPY":
    case "ADD":
    case "VOLUME":
      if (Array.isArray(json)) return json.map((text) => ({ text, range: all }));
      return splitPlainWords(args).map((word) => place(instruction, word));
    case "EXPOSE":
      return splitPlainWords(args).map((word) => place(instruction, word));
    case "USER":
    case "WORKDIR":
    case "STOPSIGNAL":
      return [{ text: args, range: all }];
    case "ENV":
    case "LABEL": {
      const words = splitQuotedWords(args, escapeToken);
      if (words[0]?.text.includes("=")) return words.flatMap((word) => splitPair(place(instruction, word)));
      const [, name = "", value = ""] = /^([^\t\v\f\r ]+)[\t\v\f\r ]+([\s\S]*)$/.exec(args) ?? [];
      return [name, value].map((text) => ({ text, range: all }));
    }
    case "ARG":
      return splitQuotedWords(args, escapeToken).flatMap((word) =>
        splitPair(place(instruction, word)).slice(1),
      );
    default:
      return [];
  }
}

const EXPANDED_FLAGS = new Set(["chown", "chmod", "checksum"]);

/**
 * Returns the words of an instruction that BuildKit would refuse when it puts variables in: open quotes,
 * `${` without an end, modifiers that do not exist. RUN, CMD and ENTRYPOINT leave words to the shell.
 */
export function checkWords(instruction: Instruction, escapeToken: string): Fault[] {
  const flags = instruction.flags.filter(({ name, value }) => EXPANDED_FLAGS.has(name) && value !== null);
  const words = [
    ...listWords(instruction, escapeToken),
    ...flags.map((flag) => ({ text: flag.value!, range: { start: flag.start, end: flag.end } })),
  ];
  const faults: Fault[] = [];
  for (const { text, range } of words) {
    try {
      expandWord(text, { escapeToken, get: () => undefined, keepUnset: true });
    } catch (error) {
      if (!(error instanceof WordError)) throw error;
      const shown = text.length > 40 ? `${text.slice(0, 40)}…` : text;
      const message = `In ${shown}, ${error.message}.`;
      const split =
        Array.isArray(instruction.json) || !/^["'][^"']*$/.test(text) ? undefined : splitHint(instruction);
      faults.push(
        faultIn(instruction, range, {
          severity: "error",
          code: "word-invalid",
          message,
          ...(split && { hint: split }),
        }),
      );
    }
  }
  return faults;
}

function splitHint({ keyword }: Instruction): string | undefined {
  if (keyword !== "COPY" && keyword !== "ADD" && keyword !== "VOLUME") return undefined;
  return `Paths with spaces need the JSON form: ${keyword} ["a path", "/to"]`;
}
