import { expandWord, WordError } from "#lib/dockerfile/expand-word";
import type { Instruction } from "#lib/dockerfile/parse-dockerfile";
import type { GlobalArgs } from "#lib/dockerfile/read-global-args";
import { splitQuotedWords } from "#lib/dockerfile/split-words";

export interface Assignment {
  name: string;
  /** As written; null where ARG gives no default. */
  written: string | null;
}

const MAX_VALUE = 4_096;
/** A few lines of ENV can double each other's length without end; nobody's Dockerfile needs more than this. */
const MAX_TOTAL = 2_000_000;

/** Returns what an ENV or ARG sets, in its order; the old form `ENV name value` too. */
export function readAssignments({ keyword, args }: Instruction, escapeToken: string): Assignment[] {
  const words = splitQuotedWords(args, escapeToken).map(({ text }) => text);
  if (keyword === "ENV" && !words[0]?.includes("=")) {
    const [, name, value] = /^([^\t\v\f\r ]+)[\t\v\f\r ]+([\s\S]*)$/.exec(args) ?? [];
    return name === undefined ? [] : [{ name, written: value! }];
  }
  return words.map((word) => {
    const equals = word.indexOf("=");
    if (equals === -1) return { name: word, written: null };
    return { name: word.slice(0, equals), written: word.slice(equals + 1) };
  });
}

/**
 * The variables of a build at one place of a stage, as far as the Dockerfile tells: what the base image sets is
 * not known, and so neither is anything made from it.
 */
export class BuildVariables {
  readonly known = new Map<string, string>();
  /** Names that ENV has set: an ARG does not change them any more. */
  readonly fromEnv = new Set<string>();
  readonly escapeToken: string;
  readonly globals: GlobalArgs;
  total = 0;

  constructor(escapeToken: string, globals: GlobalArgs) {
    this.escapeToken = escapeToken;
    this.globals = globals;
  }

  get(name: string): string | undefined {
    const value = this.known.get(name);
    this.total += value?.length ?? 0;
    return this.total > MAX_TOTAL ? undefined : value;
  }

  set(name: string, value: string | undefined) {
    if (value === undefined || value.length > MAX_VALUE) this.known.delete(name);
    else this.known.set(name, value);
  }

  /** Returns the same variables for one RUN, whose own assignments end with it. */
  forRun(): Pick<BuildVariables, "get" | "set"> {
    const own = new Map<string, string | undefined>();
    return {
      get: (name) => {
        if (!own.has(name)) return this.get(name);
        this.total += own.get(name)?.length ?? 0;
        return this.total > MAX_TOTAL ? undefined : own.get(name);
      },
      set: (name, value) => {
        own.set(name, value !== undefined && value.length > MAX_VALUE ? undefined : value);
      },
    };
  }

  /** Takes over what an ENV or ARG sets; other instructions set nothing. */
  apply(instruction: Instruction) {
    const { keyword } = instruction;
    if (keyword !== "ENV" && keyword !== "ARG") return;
    // All words of one ENV see the values from before it.
    const set = readAssignments(instruction, this.escapeToken).map(({ name, written }) => {
      return [name, written === null ? this.readGlobal(instruction, name) : this.expand(written)] as const;
    });
    for (const [name, value] of set) {
      if (keyword === "ENV") this.fromEnv.add(name);
      else if (this.fromEnv.has(name)) continue;
      this.set(name, value);
    }
  }

  /** Returns `word` as an instruction other than RUN reads it; undefined where it needs what is not known. */
  expand(word: string): string | undefined {
    const { escapeToken } = this;
    try {
      const { text, unset } = expandWord(word, { escapeToken, get: (name) => this.get(name) });
      return unset.length === 0 ? text : undefined;
    } catch (error) {
      if (error instanceof WordError || error instanceof RangeError) return undefined;
      throw error;
    }
  }

  /** `ARG name` alone takes the value of the ARG before the first FROM, or of the platform. */
  readGlobal(instruction: Instruction, name: string): string | undefined {
    if (!/^\w+$/.test(name)) return undefined;
    const value = this.globals.expand(instruction, { start: 0, end: 0 }, `$${name}`);
    return "text" in value && value.unset.length === 0 ? value.text : undefined;
  }
}
