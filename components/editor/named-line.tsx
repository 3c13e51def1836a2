import { type EditorState, type Extension, StateEffect, StateField } from "@codemirror/state";
import { Decoration, type DecorationSet, EditorView } from "@codemirror/view";

const nameLine = StateEffect.define<number | null>();
const decoration = Decoration.line({ class: "cm-namedLine", attributes: { "data-named-line": "" } });

function decorate(state: EditorState, line: number | null): DecorationSet {
  if (line === null || line < 1 || line > state.doc.lines) return Decoration.none;
  return Decoration.set([decoration.range(state.doc.line(line).from)]);
}

const field = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update(decorations, transaction) {
    for (const effect of transaction.effects) {
      if (effect.is(nameLine)) return decorate(transaction.state, effect.value);
    }
    return decorations.map(transaction.changes);
  },
  provide: (source) => EditorView.decorations.from(source),
});

/** One line that the page points at (#L12, the line that failed). */
export function namedLine(): Extension {
  return field;
}

/** Marks a line (from 1) and scrolls to it; null takes the mark away. */
export function showLine(view: EditorView, line: number | null) {
  const isThere = line !== null && line >= 1 && line <= view.state.doc.lines;
  const effects: StateEffect<unknown>[] = [nameLine.of(line)];
  if (isThere) effects.push(EditorView.scrollIntoView(view.state.doc.line(line).from, { y: "center" }));
  view.dispatch({ effects });
}
