import { checkInstruction } from "#lib/dockerfile/check-instruction";
import { checkSources } from "#lib/dockerfile/check-sources";
import { faultIn } from "#lib/dockerfile/fault-in";
import { indexLines } from "#lib/dockerfile/index-lines";
import { listRemarks } from "#lib/dockerfile/list-remarks";
import { findNeededStages } from "#lib/dockerfile/list-sources";
import { listStages, type Stage, type StageList } from "#lib/dockerfile/list-stages";
import { type ParsedDockerfile, parseDockerfile } from "#lib/dockerfile/parse-dockerfile";
import { type Fault, type Problem, toProblem } from "#lib/dockerfile/problem";

/** Bytes in UTF-8. */
export const MAX_DOCKERFILE_BYTES = 256 * 1024;
const MAX_PROBLEMS = 100;

function checkText(text: string): Fault | null {
  const whole = { severity: "error" as const, start: 0, end: 0 };
  // Each UTF-16 unit is one to three bytes.
  const bytes = text.length * 3 > MAX_DOCKERFILE_BYTES ? new TextEncoder().encode(text).length : 0;
  if (text.length > MAX_DOCKERFILE_BYTES || bytes > MAX_DOCKERFILE_BYTES) {
    const size = Math.ceil(Math.max(bytes, text.length) / 1024).toLocaleString("en");
    return {
      ...whole,
      code: "too-long",
      message: `The Dockerfile has ${size} KiB; at most 256 KiB are taken.`,
    };
  }
  const nul = text.indexOf("\0");
  if (nul !== -1) {
    const message = "The text holds a NUL byte: it is not a text file.";
    return { ...whole, code: "nul-byte", message, start: nul, end: nul + 1 };
  }
  return null;
}

function checkStructure(file: ParsedDockerfile, list: StageList): Fault[] {
  const { stages, preamble } = list;
  const found: Fault[] = [];
  const [first] = file.instructions;
  if (!first) {
    const message = "The Dockerfile is empty.";
    found.push({
      severity: "error",
      code: "empty",
      message,
      start: 0,
      end: 0,
      hint: "Begin with FROM and a base image.",
    });
  }
  const early = preamble.find(({ keyword }) => keyword !== "ARG");
  if (first && stages.length === 0) {
    const message = "The Dockerfile has no FROM.";
    const hint = "Begin with FROM and a base image.";
    found.push(faultIn(early ?? first, null, { severity: "error", code: "no-from", message, hint }));
  } else if (early) {
    const message = `${early.keyword} stands before the first FROM; only ARG can.`;
    found.push(faultIn(early, null, { severity: "error", code: "before-from", message }));
  }

  const names = new Set<string>();
  for (const stage of stages) {
    found.push(...checkSources(stage, list));
    if (stage.name !== null && names.has(stage.name)) {
      const message = `There is a stage "${stage.name}" already.`;
      found.push(faultIn(stage.from, null, { severity: "warning", code: "stage-twice", message }));
    }
    if (stage.name !== null) names.add(stage.name);
  }
  return found;
}

/** BuildKit finds these only in stages that the last one needs: elsewhere they stop no build. */
const FOUND_WHEN_BUILT = new Set([
  "word-invalid",
  "port",
  "signal",
  "copy-url",
  "from-later",
  "from-itself",
  "from-unknown",
  "mount-invalid",
]);

function findStage(stages: Stage[], offset: number): Stage | undefined {
  let low = 0;
  let high = stages.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (stages[middle]!.from.start <= offset) low = middle;
    else high = middle - 1;
  }
  return stages[low];
}

function relaxUnneeded(list: StageList, faults: Fault[]): Fault[] {
  const needed = findNeededStages(list);
  if (needed.size === list.stages.length) return faults;
  return faults.map((fault) => {
    if (!FOUND_WHEN_BUILT.has(fault.code)) return fault;
    const stage = findStage(list.stages, fault.start);
    const isUnneeded = stage && fault.start >= stage.from.end && !needed.has(stage.index);
    return isUnneeded ? { ...fault, severity: "warning" } : fault;
  });
}

/**
 * Returns what is wrong with a Dockerfile, in the order of its lines and at most 100 problems. Errors are
 * what BuildKit (frontend 1.20) refuses, so that they keep it from being saved; everything else is a warning.
 */
export function checkDockerfile(text: string): Problem[] {
  const lines = indexLines(text);
  const unreadable = checkText(text);
  if (unreadable) return [toProblem(unreadable, lines)];

  const file = parseDockerfile(text);
  const list = listStages(file);
  const faults = [...file.faults, ...list.faults, ...checkStructure(file, list)];
  for (const [index, instruction] of file.instructions.entries()) {
    if (faults.length >= MAX_PROBLEMS) break;
    faults.push(...checkInstruction(instruction, file.escapeToken, file.instructions[index - 1]));
  }
  const found = relaxUnneeded(list, faults);
  const isError = ({ severity }: Fault) => severity === "error";
  const warnings = [...found.filter((fault) => !isError(fault)), ...listRemarks(file, list)];
  return [...found.filter(isError), ...warnings]
    .slice(0, MAX_PROBLEMS)
    .sort((one, other) => one.start - other.start)
    .map((fault) => toProblem(fault, lines));
}
