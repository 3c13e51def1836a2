import { argsRange, faultIn, type TextRange } from "#lib/dockerfile/fault-in";
import { parseImageReference } from "#lib/dockerfile/image-reference";
import type { Instruction, ParsedDockerfile } from "#lib/dockerfile/parse-dockerfile";
import type { Fault } from "#lib/dockerfile/problem";
import { readGlobalArgs } from "#lib/dockerfile/read-global-args";
import { splitPlainWords } from "#lib/dockerfile/split-words";

const PLATFORM = /^[\w.()-]+(?:\/[\w.()-]+){0,2}$/;

export interface Stage {
  index: number;
  /** In lower case; null where FROM gives none. */
  name: string | null;
  from: Instruction;
  /** The base as FROM means it, its ARGs expanded; "" where that failed. */
  base: string;
  /** Where FROM writes it. */
  baseRange: TextRange;
  /** The index of the earlier stage that `base` names, null for an image. */
  parent: number | null;
  /** Those after FROM. */
  instructions: Instruction[];
}

export interface StageList {
  stages: Stage[];
  /** The index of each named stage; of the last one where a name stands twice. */
  byName: Map<string, number>;
  /** What stands before the first FROM. */
  preamble: Instruction[];
  faults: Fault[];
}

/** Returns the stages of a Dockerfile, each base with the defaults of the ARGs before the first FROM put in. */
export function listStages(file: ParsedDockerfile, platform = "linux/amd64"): StageList {
  const first = file.instructions.findIndex(({ keyword }) => keyword === "FROM");
  const preamble = file.instructions.slice(0, first === -1 ? undefined : first);
  const args = readGlobalArgs(preamble, file.escapeToken, platform);
  const list: StageList = { stages: [], byName: new Map(), preamble, faults: [...args.faults] };

  for (const instruction of file.instructions.slice(preamble.length)) {
    if (instruction.keyword !== "FROM") {
      list.stages.at(-1)!.instructions.push(instruction);
      continue;
    }
    const words = splitPlainWords(instruction.args);
    const word = words[0];
    const at = instruction.argsStart;
    const baseRange = word ? { start: at + word.start, end: at + word.end } : argsRange(instruction);
    const base = word ? args.expand(instruction, baseRange, word.text) : null;
    if (base !== null && "message" in base) list.faults.push(base);
    const text = base !== null && "text" in base ? base.text : "";
    if (base !== null && "text" in base && parseImageReference(text) === null) {
      const missing = base.unset[0];
      if (missing !== undefined) list.faults.push(args.explainMissing(instruction, baseRange, missing));
      else if (text === "") {
        const message = "FROM names no image: its expression is empty.";
        list.faults.push(faultIn(instruction, baseRange, { severity: "error", code: "base-empty", message }));
      }
    }
    for (const flag of instruction.flags.filter(({ name, value }) => name === "platform" && value)) {
      const expanded = args.expand(instruction, flag, flag.value!);
      if ("message" in expanded) list.faults.push(expanded);
      else if (!PLATFORM.test(expanded.text)) {
        const missing = expanded.unset[0];
        const message = `"${expanded.text}" is no platform such as linux/amd64.`;
        const fault = faultIn(instruction, flag, { severity: "error", code: "platform", message });
        list.faults.push(missing === undefined ? fault : args.explainMissing(instruction, flag, missing));
      }
    }
    const name =
      words.length === 3 && words[1]!.text.toLowerCase() === "as" ? words[2]!.text.toLowerCase() : null;
    const parent = list.byName.get(text) ?? null;
    const index = list.stages.length;
    list.stages.push({ index, name, from: instruction, base: text, baseRange, parent, instructions: [] });
    if (name !== null) list.byName.set(name, index);
  }
  return list;
}
