import { indexLines } from "#lib/dockerfile/index-lines";
import { findNeededStages, listSources } from "#lib/dockerfile/list-sources";
import { listStages } from "#lib/dockerfile/list-stages";
import { sourceEnd, sourceOffset } from "#lib/dockerfile/logical-line";
import { parseDockerfile } from "#lib/dockerfile/parse-dockerfile";
import { type Problem, toProblem } from "#lib/dockerfile/problem";

export interface Base {
  kind: "from" | "copy" | "mount";
  /** The image as the Dockerfile names it, its ARGs expanded: "codex-base:latest". */
  name: string;
  /** From 1. */
  line: number;
  /** The range of the text that names it: what `replaceBases` replaces. */
  startOffset: number;
  endOffset: number;
  /** Whether the last stage needs it; BuildKit does not fetch the others. */
  isNeeded: boolean;
}

export interface BaseList {
  /** In the order of the text; a name that stands twice is there twice. */
  bases: Base[];
  /** Why a FROM names nothing: an ARG without default, a word that cannot be read. */
  problems: Problem[];
}

/**
 * Returns every outside image that a Dockerfile refers to: in FROM, in `COPY --from=` and in
 * `RUN --mount=…,from=`. Earlier stages and `scratch` are none, nor what only later builds meet (ONBUILD).
 *
 * @param platform of the build, which `FROM …$TARGETARCH` depends on: "linux/arm64"
 */
export function listBases(text: string, platform = "linux/amd64"): BaseList {
  const list = listStages(parseDockerfile(text), platform);
  const needed = findNeededStages(list);
  const lines = indexLines(text);
  const bases = new Map<number, Base>();
  for (const stage of list.stages) {
    const isNeeded = needed.has(stage.index);
    const { from, base, baseRange, parent } = stage;
    const found = [
      ...(parent === null
        ? [{ kind: "from" as const, name: base, instruction: from, range: baseRange }]
        : []),
      ...listSources(stage, list).filter((source) => source.stage === null),
    ];
    for (const { kind, name, instruction, range } of found) {
      if (name === "" || name === "scratch") continue;
      const startOffset = sourceOffset(instruction.logical, range.start);
      const endOffset = sourceEnd(instruction.logical, range.end);
      const known = bases.get(startOffset);
      const { line } = lines.positionAt(startOffset);
      const base = {
        kind,
        name,
        line,
        startOffset,
        endOffset,
        isNeeded: isNeeded || known?.isNeeded === true,
      };
      bases.set(startOffset, base);
    }
  }
  const inOrder = [...bases.values()].sort((one, other) => one.startOffset - other.startOffset);
  return { bases: inOrder, problems: list.faults.map((fault) => toProblem(fault, lines)) };
}
