import { faultIn } from "#lib/dockerfile/fault-in";
import { parseImageReference } from "#lib/dockerfile/image-reference";
import { listSources } from "#lib/dockerfile/list-sources";
import type { Stage, StageList } from "#lib/dockerfile/list-stages";
import type { Fault } from "#lib/dockerfile/problem";

/** Returns bases and sources of a stage that name no image and no stage built before it. */
export function checkSources(stage: Stage, list: StageList): Fault[] {
  const faults: Fault[] = [];
  const { from, base, baseRange, parent } = stage;
  if (base !== "" && base !== "scratch" && parent === null && !parseImageReference(base)) {
    const message = `"${base}" is no image reference.`;
    const named = list.byName.has(base.toLowerCase());
    const lower = base.toLowerCase();
    const hint = named
      ? `Stage names are in lower case: FROM ${base.toLowerCase()}.`
      : lower !== base && parseImageReference(lower)
        ? `Image names are in lower case: ${lower}.`
        : "Write it as [registry/]name[:tag].";
    faults.push(faultIn(from, baseRange, { severity: "error", code: "reference-invalid", message, hint }));
  }
  for (const source of listSources(stage, list)) {
    const report = (code: string, message: string, hint?: string) =>
      faults.push(
        faultIn(source.instruction, source.range, {
          severity: "error",
          code,
          message,
          ...(hint && { hint }),
        }),
      );
    if (source.kind === "copy" && source.name.includes("$")) {
      const hint = "Give the image a stage of its own (FROM $NAME AS tools) and write --from=tools.";
      report("from-variable", "--from= of COPY takes no variables.", hint);
    } else if (source.stage !== null && source.stage === stage.index) {
      report("from-itself", "A stage cannot take files from itself.");
    } else if (source.stage !== null && !list.stages[source.stage]) {
      report("from-unknown", `There is no stage ${source.name}: the last one is ${list.stages.length - 1}.`);
    } else if (source.stage !== null && source.stage > stage.index) {
      report("from-later", `The stage ${source.name} comes only after this one.`, "Move it above.");
    } else if (source.stage === null && source.name !== "scratch" && !parseImageReference(source.name)) {
      report("reference-invalid", `"${source.name}" is neither a stage above nor an image reference.`);
    }
  }
  return faults;
}
