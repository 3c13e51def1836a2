import { instructionRules } from "#lib/dockerfile/instruction-rules";
import { listStages } from "#lib/dockerfile/list-stages";
import { type Instruction, parseDockerfile } from "#lib/dockerfile/parse-dockerfile";

export interface ListedInstruction {
  /** In upper case. */
  keyword: string;
  /** From 1. */
  line: number;
  /** The last line, heredoc bodies included. */
  endLine: number;
  /** As written, continuations joined; no heredoc bodies. */
  text: string;
  /** From 0; null before the first FROM. */
  stage: number | null;
  /** The stage's name in lower case, null where it has none. */
  stageName: string | null;
  /** Whether BuildKit makes a numbered step of it. */
  isStep: boolean;
}

function list(instruction: Instruction, stage: number | null, stageName: string | null, isStep: boolean) {
  const { keyword, line, endLine, logical } = instruction;
  return { keyword, line, endLine, text: logical.text.trim(), stage, stageName, isStep };
}

/**
 * Returns the instructions of a Dockerfile in their order. Steps are what BuildKit numbers in "[2/5]": ADD,
 * COPY, RUN, WORKDIR, and FROM where it names an image; not FROM scratch nor FROM an earlier stage.
 */
export function listInstructions(text: string): ListedInstruction[] {
  const { stages, preamble } = listStages(parseDockerfile(text));
  return [
    ...preamble.map((instruction) => list(instruction, null, null, false)),
    ...stages.flatMap(({ index, name, from, base, parent, instructions }) => [
      list(from, index, name, base !== "scratch" && parent === null),
      ...instructions.map((instruction) =>
        list(instruction, index, name, instructionRules[instruction.keyword]?.isStep ?? false),
      ),
    ]),
  ];
}
