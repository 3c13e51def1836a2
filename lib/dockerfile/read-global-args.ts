import { type ExpandedWord, expandWord, WordError } from "#lib/dockerfile/expand-word";
import { faultIn, type TextRange } from "#lib/dockerfile/fault-in";
import type { Instruction } from "#lib/dockerfile/parse-dockerfile";
import type { Fault } from "#lib/dockerfile/problem";
import { splitQuotedWords } from "#lib/dockerfile/split-words";

export interface GlobalArgs {
  faults: Fault[];
  /** Puts the arguments into a word of FROM; a fault where BuildKit refuses the word. */
  expand: (instruction: Instruction, range: TextRange, text: string) => ExpandedWord | Fault;
  /** Says why a word that needs `name` comes to nothing. */
  explainMissing: (instruction: Instruction, range: TextRange, name: string) => Fault;
}

/** The arguments every build has (Dockerfile reference, "Automatic platform ARGs"), for "linux/arm64/v8". */
function platformArgs(platform: string): [string, string][] {
  const [os = "", arch = "", variant = ""] = platform.split("/");
  return ["BUILD", "TARGET"].flatMap((prefix): [string, string][] => [
    [`${prefix}PLATFORM`, platform],
    [`${prefix}OS`, os],
    [`${prefix}OSVERSION`, ""],
    [`${prefix}ARCH`, arch],
    [`${prefix}VARIANT`, variant],
  ]);
}

/** Returns the ARGs before the first FROM, with which FROM's own variables are filled. */
export function readGlobalArgs(preamble: Instruction[], escapeToken: string, platform: string): GlobalArgs {
  const values = new Map(platformArgs(platform));
  const declared = new Set<string>();
  const faults: Fault[] = [];

  const expand: GlobalArgs["expand"] = (instruction, range, text) => {
    try {
      return expandWord(text, { escapeToken, get: (name) => values.get(name) });
    } catch (error) {
      if (!(error instanceof WordError || error instanceof RangeError)) throw error;
      const shown = text.length > 40 ? `${text.slice(0, 40)}…` : text;
      const message = `In ${shown}, ${error.message}.`;
      return faultIn(instruction, range, { severity: "error", code: "word-invalid", message });
    }
  };

  for (const instruction of preamble.filter(({ keyword }) => keyword === "ARG")) {
    for (const { text, start, end } of splitQuotedWords(instruction.args, escapeToken)) {
      const equals = text.indexOf("=");
      declared.add(equals === -1 ? text : text.slice(0, equals));
      if (equals === -1) continue;
      const range = { start: instruction.argsStart + start, end: instruction.argsStart + end };
      const expanded = expand(instruction, range, text.slice(equals + 1));
      if ("message" in expanded) faults.push(expanded);
      else values.set(text.slice(0, equals), expanded.text);
    }
  }

  return {
    faults,
    expand,
    explainMissing(instruction, range, name) {
      const message = declared.has(name)
        ? `FROM needs ${name}, and its ARG has no default.`
        : `FROM needs ${name}, and no ARG above the first FROM defines it.`;
      const hint = `Write ARG ${name}=… with a value above the first FROM: builds here pass no arguments.`;
      return faultIn(instruction, range, { severity: "error", code: "arg-without-default", message, hint });
    },
  };
}
