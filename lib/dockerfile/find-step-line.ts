import { parseImageReference } from "#lib/dockerfile/image-reference";
import { listBases } from "#lib/dockerfile/list-bases";
import { type ListedInstruction, listInstructions } from "#lib/dockerfile/list-instructions";

export interface FoundStep {
  /** The Dockerfile's line, from 1; null where no line stands for the step. */
  line: number | null;
  /** The step as people know it: "RUN apt-get update", "load metadata for docker.io/library/debian:12". */
  name: string;
  /** Whether it is BuildKit's own work, not an instruction's. */
  isInternal: boolean;
}

const NUMBERED = /^\[(?:([^\]]*) )? *(\d+)\/(\d+)\] ([\s\S]*)$/;

/** As much of an instruction as BuildKit surely shows unchanged: up to the first quote, escape or variable. */
function shownStart(text: string): string {
  return text
    .replace(/\s+/g, " ")
    .replace(/["'\\`$<][\s\S]*$/, "")
    .trim()
    .toLowerCase();
}

function matches(instruction: ListedInstruction, shown: string): boolean {
  const words = shown.replace(/^LINK /, "").replace(/\s+/g, " ");
  return words.toLowerCase().startsWith(shownStart(instruction.text));
}

/** The line of the n-th of `total` steps in a stage that consists of `instructions`. */
function findInStage(
  instructions: ListedInstruction[],
  n: number,
  total: number,
  shown: string,
): number | null {
  const from = instructions[0]!;
  if (/^(?:FROM|ONBUILD) /.test(shown)) return from.line;
  const counted = instructions.filter(({ isStep }) => isStep);
  // BuildKit counts WORKDIR / but makes no step of it, so the numbers after it are one less.
  const steps = counted.filter(({ keyword, text }) => keyword !== "WORKDIR" || !/^\S+\s+\/$/.test(text));
  // ONBUILD instructions of the base run first and take numbers; only newer engines add them to the total.
  const expected = Math.max(0, total - counted.length);
  for (const shift of [expected, ...Array(n).keys()]) {
    const step = steps[n - 1 - shift];
    if (step && step !== from && matches(step, shown)) return step.line;
  }
  return from.line;
}

function findImage(dockerfile: string, shown: string): number | null {
  const wanted = parseImageReference(shown);
  const found = listBases(dockerfile).bases.find(({ name }) => {
    const base = parseImageReference(name);
    const isSame = base && wanted && base.domain === wanted.domain && base.path === wanted.path;
    return (
      isSame &&
      (base.digest === null || base.digest === wanted.digest) &&
      (!base.tag || !wanted.tag || base.tag === wanted.tag)
    );
  });
  return found?.line ?? null;
}

/**
 * Returns which line of the Dockerfile a BuildKit vertex stands for, by its name: "[builder 2/5] RUN make",
 * "[stage-1 1/4] FROM …", "[linux/amd64 3/4] COPY …", "[internal] load .dockerignore", "exporting to image".
 * Checked against Engine 20.10 and the Dockerfile frontend of BuildKit 0.34.
 *
 * @param dockerfile as the engine was given it, with its bases replaced: the names quote it
 */
export function findStepLine(vertexName: string, dockerfile: string): FoundStep {
  const numbered = NUMBERED.exec(vertexName);
  if (!numbered) {
    const image = /^FROM (\S+)$/.exec(vertexName);
    if (image) return { line: findImage(dockerfile, image[1]!), name: vertexName, isInternal: false };
    const download = /^https?:\/\/\S+$/.test(vertexName);
    const adder = download
      ? listInstructions(dockerfile).find(
          ({ keyword, text }) => keyword === "ADD" && text.includes(vertexName),
        )
      : undefined;
    const name = vertexName.replace(/^\[[^\]]*\] /, "");
    return { line: adder?.line ?? null, name, isInternal: adder === undefined };
  }

  const [, prefix = "", n, total, shown = ""] = numbered;
  const stageName = prefix.split(" ").findLast((word) => word !== "" && !word.includes("/"));
  const instructions = listInstructions(dockerfile);
  const stageOf = (index: number) => instructions.filter(({ stage }) => stage === index);
  const index =
    stageName === undefined
      ? 0
      : (instructions.findLast((one) => one.stageName === stageName)?.stage ??
        Number(/^stage-(\d+)$/.exec(stageName)?.[1]));
  const stage = stageOf(index);
  const line = stage.length === 0 ? null : findInStage(stage, Number(n), Number(total), shown);
  return { line, name: shown, isInternal: false };
}
