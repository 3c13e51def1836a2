/**
 * Puts the editor's cursor on a place of the text (from 1, as are columns) and the focus with it. The editor's
 * library is loaded by then, with the editor.
 */
export async function goToLine(container: HTMLElement, line: number, column = 1): Promise<void> {
  const { EditorView } = await import("@codemirror/view");
  const content = container.querySelector<HTMLElement>(".cm-content");
  const view = content ? EditorView.findFromDOM(content) : null;
  if (!view) return;
  const { from, to } = view.state.doc.line(Math.min(Math.max(line, 1), view.state.doc.lines));
  const anchor = Math.min(from + Math.max(column, 1) - 1, to);
  view.focus();
  view.dispatch({ selection: { anchor }, effects: EditorView.scrollIntoView(anchor, { y: "center" }) });
}
