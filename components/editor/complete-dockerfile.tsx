import { autocompletion, type CompletionContext, type CompletionResult } from "@codemirror/autocomplete";
import type { Extension } from "@codemirror/state";
import { listCompletions } from "#lib/dockerfile/completions";

export interface KnownBase {
  name: string;
  description?: string;
}

const TYPES = {
  instruction: "keyword",
  flag: "property",
  image: "class",
  stage: "variable",
  value: "constant",
};

function complete(context: CompletionContext, bases: readonly KnownBase[]): CompletionResult | null {
  const found = listCompletions(context.state.doc.toString(), context.pos, bases);
  if (!found || found.options.length === 0) return null;
  // Nothing is typed yet: an empty line is no question, but "FROM " and "--from=" are.
  const isQuestion = found.from < context.pos || found.options[0]!.kind !== "instruction";
  if (!context.explicit && !isQuestion) return null;
  return {
    from: found.from,
    options: found.options.map(({ label, kind, detail, doc, insert }, index) => ({
      label,
      type: TYPES[kind],
      boost: -index,
      ...(detail && { detail }),
      ...(doc && { info: doc }),
      ...(insert && { apply: insert }),
    })),
  };
}

/** Completion of instructions, flags, stages and the catalogue's base images. */
export function completeDockerfile(getBases: () => readonly KnownBase[]): Extension {
  return autocompletion({ override: [(context) => complete(context, getBases())], icons: false });
}
