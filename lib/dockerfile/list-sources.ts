import type { TextRange } from "#lib/dockerfile/fault-in";
import type { Stage, StageList } from "#lib/dockerfile/list-stages";
import type { Instruction } from "#lib/dockerfile/parse-dockerfile";
import { readMounts } from "#lib/dockerfile/read-mounts";

/** What a COPY --from or a RUN --mount=…,from= takes files from. */
export interface Source {
  kind: "copy" | "mount";
  instruction: Instruction;
  name: string;
  /** Where it is written, in the instruction's logical line. */
  range: TextRange;
  /** The index of the stage that it names; null where it names an image. */
  stage: number | null;
}

function readNames(instruction: Instruction): Pick<Source, "kind" | "name" | "range">[] {
  if (instruction.keyword === "COPY") {
    return instruction.flags
      .filter((flag) => flag.name === "from" && flag.value)
      .map((flag) => {
        const start = flag.start + "--from=".length;
        return { kind: "copy", name: flag.value!, range: { start, end: flag.end } };
      });
  }
  if (instruction.keyword !== "RUN") return [];
  return readMounts(instruction)
    .flatMap((mount) => mount.fields)
    .filter((field) => field.key === "from" && field.value)
    .map((field) => ({ kind: "mount", name: field.value!, range: field.range }));
}

/**
 * Returns what the instructions of one stage take files from, those included that the stage above leaves to it
 * by ONBUILD. Stages go by name, in COPY also by number; what names none is an image.
 */
export function listSources(stage: Stage, list: StageList): Source[] {
  const inherited = stage.parent === null ? [] : list.stages[stage.parent]!.instructions;
  const triggers = inherited.map(({ trigger }) => trigger).filter((trigger) => trigger !== null);
  return [...triggers, ...stage.instructions].flatMap((instruction) =>
    readNames(instruction).map((found) => {
      const isNumber = found.kind === "copy" && /^[+-]?\d+$/.test(found.name);
      const index = isNumber ? Number(found.name) : list.byName.get(found.name.toLowerCase());
      return { ...found, instruction, stage: index ?? null };
    }),
  );
}

/** Returns the indices of the stages that the last one is made from: all that BuildKit builds. */
export function findNeededStages(list: StageList): Set<number> {
  const needed = new Set<number>();
  const pending = [list.stages.length - 1];
  while (pending.length > 0) {
    const stage = list.stages[pending.pop()!];
    if (!stage || needed.has(stage.index)) continue;
    needed.add(stage.index);
    if (stage.parent !== null) pending.push(stage.parent);
    for (const source of listSources(stage, list)) if (source.stage !== null) pending.push(source.stage);
  }
  return needed;
}
