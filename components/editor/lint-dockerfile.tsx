import { type Diagnostic, linter, lintGutter } from "@codemirror/lint";
import { type EditorState, type Extension, StateEffect } from "@codemirror/state";
import { checkDockerfile } from "#lib/dockerfile/check-dockerfile";
import type { Problem } from "#lib/dockerfile/problem";

/** Long enough to type a word in peace. */
const DELAY = 600;

const refresh = StateEffect.define<null>();

function offsetAt(state: EditorState, line: number, column: number): number {
  const { from, to } = state.doc.line(Math.min(Math.max(line, 1), state.doc.lines));
  return Math.min(from + Math.max(column, 1) - 1, to);
}

function toDiagnostic(state: EditorState, problem: Problem): Diagnostic {
  const { severity, message, hint } = problem;
  return {
    from: offsetAt(state, problem.line, problem.column),
    to: offsetAt(state, problem.endLine, problem.endColumn),
    severity,
    message: hint ? `${message} ${hint}` : message,
    renderMessage() {
      const node = document.createElement("span");
      node.textContent = message;
      if (hint) {
        const line = document.createElement("span");
        line.className = "cm-diagnosticHint";
        line.textContent = hint;
        node.append(line);
      }
      return node;
    },
  };
}

/**
 * Checks the text as it is typed, and shows what is wrong in the gutter and under the words. `getProblems`
 * gives further ones (from the server, say); dispatch `refreshProblems` when they change.
 */
export function lintDockerfile(getProblems: () => readonly Problem[]): Extension {
  return [
    linter(
      ({ state }) => {
        const found = checkDockerfile(state.sliceDoc());
        const isNew = (problem: Problem) =>
          !found.some(({ message, line, column }) => {
            return message === problem.message && line === problem.line && column === problem.column;
          });
        return [...found, ...getProblems().filter(isNew)].map((problem) => toDiagnostic(state, problem));
      },
      {
        delay: DELAY,
        needsRefresh: ({ transactions }) =>
          transactions.some(({ effects }) => effects.some((one) => one.is(refresh))),
      },
    ),
    lintGutter(),
  ];
}

/** The effect after which `getProblems` is asked again. */
export function refreshProblems(): StateEffect<null> {
  return refresh.of(null);
}
