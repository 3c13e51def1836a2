import { hasEnded } from "#components/builds/build-status";
import type { Build, ResolvedBase, Step } from "#lib/builds/schemas";
import { listInstructions } from "#lib/dockerfile/list-instructions";

/** stopped: it ran when the build was canceled or another step failed. skipped: the build ended before. */
export type StepState = "waiting" | "running" | "succeeded" | "cached" | "failed" | "stopped" | "skipped";

/** A step with what the page says of it. */
export interface DisplayStep extends Step {
  /** As the Dockerfile has it, on one line: "FROM codex-base:latest". */
  title: string;
  state: StepState;
}

/** The steps of one worker's try, in the order of the Dockerfile. */
export interface DisplayAttempt {
  attempt: number;
  steps: DisplayStep[];
}

/** Where a step of no line stands: the engine’s own work, such as writing the image. */
const AFTER_ALL = Number.MAX_SAFE_INTEGER;

const KIND_ORDER = { resolve: 0, build: 1, push: 2 };

/**
 * Steps as people read them: named and ordered as in the Dockerfile, whatever order the engine took, the
 * push last. One entry an attempt; the newest is the last.
 */
export function toDisplayAttempts(build: Omit<Build, "steps">, steps: readonly Step[]): DisplayAttempt[] {
  const titles = titlesOf(build.dockerfile);
  const attempts = new Map<number, DisplayStep[]>();
  const newest = Math.max(0, ...steps.map((step) => step.attempt));
  for (const step of steps) {
    const base = baseOf(build, step);
    const line = base?.line ?? step.line;
    const displayed: DisplayStep = {
      ...step,
      line,
      title: base
        ? `FROM ${base.name}`
        : (step.kind === "build" && line !== null && titles.get(line)) || oneLine(step.name),
      state: stateOf(build, step, step.attempt === newest),
    };
    attempts.set(step.attempt, [...(attempts.get(step.attempt) ?? []), keep(step, displayed)]);
  }
  return [...attempts]
    .sort(([one], [other]) => one - other)
    .map(([attempt, list]) => ({ attempt, steps: list.sort(byPlace) }));
}

const known = new WeakMap<Step, DisplayStep>();

/** The same object for the same step, so that rows of steps that did not change are not drawn again. */
function keep(step: Step, displayed: DisplayStep): DisplayStep {
  const last = known.get(step);
  const isSame =
    last?.title === displayed.title && last.state === displayed.state && last.line === displayed.line;
  if (last && isSame) return last;
  known.set(step, displayed);
  return displayed;
}

let parsed: { dockerfile: string; titles: ReadonlyMap<number, string> } | undefined;

/** The instructions of a Dockerfile by their line; the last one asked for is remembered. */
function titlesOf(dockerfile: string): ReadonlyMap<number, string> {
  if (parsed?.dockerfile !== dockerfile) {
    const titles = new Map(listInstructions(dockerfile).map(({ line, text }) => [line, oneLine(text)]));
    parsed = { dockerfile, titles };
  }
  return parsed.titles;
}

function byPlace(one: DisplayStep, other: DisplayStep): number {
  return (
    KIND_ORDER[one.kind] - KIND_ORDER[other.kind] ||
    (one.line ?? AFTER_ALL) - (other.line ?? AFTER_ALL) ||
    one.index - other.index
  );
}

/** The engine names a base by its digest, and does the work of several stages that share it once. */
function baseOf(build: Omit<Build, "steps">, step: Step): ResolvedBase | undefined {
  if (!step.name.startsWith("FROM ")) return undefined;
  return build.bases.find(({ digest }) => step.name.includes(digest));
}

function stateOf(build: Omit<Build, "steps">, step: Step, isNewest: boolean): StepState {
  if (step.error) {
    const isCulprit = build.error?.step === undefined || build.error.step === step.index;
    return isCulprit && !/^(?:canceled|stopped)$|context canceled/.test(step.error) ? "failed" : "stopped";
  }
  if (step.cached) return "cached";
  if (step.completedAt) return "succeeded";
  const isOver = !isNewest || hasEnded(build.status);
  if (step.startedAt) return isOver ? "stopped" : "running";
  return isOver ? "skipped" : "waiting";
}

function oneLine(text: string): string {
  return text.replace(/\\\s*\n/g, " ").replace(/\s+/g, " ");
}

/** How long a step took or has taken by `now`, in milliseconds; null when it did not begin. */
export function stepDuration(step: Step, now: number): number | null {
  if (!step.startedAt) return null;
  return Math.max(0, (step.completedAt ? Date.parse(step.completedAt) : now) - Date.parse(step.startedAt));
}
