import { HighlightStyle, syntaxHighlighting } from "@codemirror/language";
import type { Extension } from "@codemirror/state";
import { EditorView } from "@codemirror/view";
import { tags } from "@lezer/highlight";

const highlighting = HighlightStyle.define([
  { tag: tags.keyword, color: "var(--syntax-keyword)", fontWeight: "600" },
  { tag: [tags.string, tags.special(tags.string)], color: "var(--syntax-string)" },
  { tag: tags.comment, color: "var(--syntax-comment)", fontStyle: "italic" },
  { tag: tags.meta, color: "var(--syntax-number)" },
  { tag: [tags.number, tags.bool, tags.atom], color: "var(--syntax-number)" },
  {
    tag: [tags.definition(tags.variableName), tags.special(tags.variableName)],
    color: "var(--syntax-variable)",
  },
  { tag: tags.attributeName, color: "var(--syntax-variable)" },
  { tag: [tags.punctuation, tags.operator], color: "var(--fg-subtle)" },
  { tag: tags.invalid, color: "var(--danger)" },
]);

const mark = (color: string) => ({
  backgroundImage: "none",
  textDecoration: `underline wavy ${color} 1px`,
  textUnderlineOffset: "3px",
  textDecorationSkipInk: "none",
});

const theme = EditorView.theme({
  "&": { backgroundColor: "var(--bg-sunken)", color: "var(--fg)", fontSize: "13px" },
  "&.cm-focused": { outline: "none" },
  ".cm-scroller": {
    fontFamily: "var(--font-mono)",
    lineHeight: "20px",
    fontVariantLigatures: "none",
  },
  ".cm-content": { padding: "8px 0", caretColor: "var(--fg)" },
  ".cm-content, .cm-gutter": { minHeight: "var(--editor-height, 0)" },
  ".cm-line": { padding: "0 12px 0 8px" },
  ".cm-cursor, .cm-dropCursor": { borderLeftColor: "var(--fg)", borderLeftWidth: "2px" },
  "&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground": {
    background: "color-mix(in oklab, var(--accent) 26%, transparent)",
  },
  ".cm-gutters": { backgroundColor: "var(--bg-sunken)", color: "var(--fg-subtle)", border: "none" },
  ".cm-lineNumbers .cm-gutterElement": {
    minWidth: "32px",
    padding: "0 4px 0 8px",
    fontVariantNumeric: "tabular-nums",
  },
  ".cm-gutter-lint": { width: "18px" },
  ".cm-gutter-lint .cm-gutterElement": { padding: "0" },
  ".cm-lint-marker": { width: "11px", height: "11px", margin: "4px 2px", content: "normal" },
  ".cm-lint-marker-error": { content: "normal", background: "var(--danger)", borderRadius: "50%" },
  ".cm-lint-marker-warning": {
    content: "normal",
    background: "var(--warning)",
    clipPath: "polygon(50% 4%, 100% 96%, 0 96%)",
  },
  ".cm-activeLine, .cm-activeLineGutter": { backgroundColor: "transparent" },
  "&.cm-focused .cm-activeLine, &.cm-focused .cm-activeLineGutter": {
    backgroundColor: "color-mix(in oklab, var(--fg) 5%, transparent)",
  },
  "&.cm-focused .cm-activeLineGutter": { color: "var(--fg)" },
  ".cm-line.cm-namedLine, &.cm-focused .cm-line.cm-namedLine": {
    backgroundColor: "var(--accent-soft)",
    boxShadow: "inset 3px 0 var(--accent)",
  },
  ".cm-matchingBracket, &.cm-focused .cm-matchingBracket": {
    backgroundColor: "color-mix(in oklab, var(--info) 22%, transparent)",
  },
  ".cm-searchMatch": { backgroundColor: "color-mix(in oklab, var(--warning) 32%, transparent)" },
  ".cm-searchMatch-selected": { backgroundColor: "color-mix(in oklab, var(--warning) 60%, transparent)" },
  ".cm-selectionMatch": { backgroundColor: "color-mix(in oklab, var(--warning) 18%, transparent)" },
  ".cm-lintRange-error": mark("var(--danger)"),
  ".cm-lintRange-warning": mark("var(--warning)"),
  ".cm-lintRange-active": { backgroundColor: "color-mix(in oklab, var(--warning) 20%, transparent)" },

  ".cm-tooltip": {
    backgroundColor: "var(--bg-raised)",
    color: "var(--fg)",
    border: "1px solid var(--border-strong)",
    borderRadius: "6px",
    boxShadow: "0 8px 24px -4px var(--shadow)",
    overflow: "hidden",
  },
  ".cm-tooltip-lint": { maxWidth: "min(32rem, calc(100vw - 32px))" },
  ".cm-diagnostic": {
    padding: "6px 10px",
    fontFamily: "var(--font-sans)",
    fontSize: "13px",
    lineHeight: "18px",
  },
  ".cm-diagnostic-error": { borderLeft: "3px solid var(--danger)" },
  ".cm-diagnostic-warning": { borderLeft: "3px solid var(--warning)" },
  ".cm-diagnosticHint": { display: "block", color: "var(--fg-muted)" },
  ".cm-tooltip.cm-tooltip-autocomplete > ul": {
    fontFamily: "var(--font-mono)",
    fontSize: "13px",
    maxHeight: "16em",
  },
  ".cm-tooltip.cm-tooltip-autocomplete > ul > li": { padding: "3px 8px", lineHeight: "20px" },
  ".cm-tooltip-autocomplete ul li[aria-selected]": { background: "var(--accent-soft)", color: "var(--fg)" },
  ".cm-completionLabel": { color: "var(--fg)" },
  ".cm-completionMatchedText": { textDecoration: "none", color: "var(--accent)", fontWeight: "600" },
  ".cm-completionDetail": { color: "var(--fg-subtle)", fontStyle: "normal", marginLeft: "12px" },
  ".cm-tooltip.cm-completionInfo": {
    padding: "6px 10px",
    maxWidth: "20rem",
    fontFamily: "var(--font-sans)",
    fontSize: "13px",
    lineHeight: "18px",
    color: "var(--fg-muted)",
  },

  ".cm-panels": { backgroundColor: "var(--bg-raised)", color: "var(--fg)", fontFamily: "var(--font-sans)" },
  ".cm-panels-top": { borderBottom: "1px solid var(--border)" },
  ".cm-panels-bottom": { borderTop: "1px solid var(--border)" },
  ".cm-panel.cm-search": { padding: "8px 36px 6px 8px", fontSize: "13px" },
  ".cm-panel.cm-search label": { fontSize: "13px", marginRight: "8px" },
  ".cm-panel.cm-search input[type=checkbox]": { accentColor: "var(--accent)" },
  ".cm-textfield": {
    backgroundColor: "var(--bg)",
    color: "var(--fg)",
    border: "1px solid var(--control, var(--border))",
    borderRadius: "6px",
    padding: "3px 8px",
    fontSize: "13px",
  },
  ".cm-button": {
    background: "var(--bg-raised)",
    color: "var(--fg)",
    border: "1px solid var(--border-strong, var(--border))",
    borderRadius: "6px",
    padding: "3px 10px",
    fontSize: "13px",
  },
  ".cm-button:active": { background: "var(--bg-sunken)" },
  ".cm-textfield:focus-visible, .cm-button:focus-visible": {
    outline: "2px solid var(--accent)",
    outlineOffset: "1px",
  },
  ".cm-panel.cm-search [name=close], .cm-panel.cm-panel-lint [name=close]": {
    color: "var(--fg-muted)",
    fontSize: "18px",
    width: "28px",
    height: "28px",
    top: "6px",
    right: "6px",
  },
  ".cm-panel.cm-panel-lint ul [aria-selected], .cm-panel.cm-panel-lint ul:focus [aria-selected]": {
    backgroundColor: "var(--accent-soft)",
    color: "var(--fg)",
  },
});

/** Colours, type and measures of our editors; all colours are variables, so that light and dark need no reload. */
export function editorTheme(): Extension {
  return [theme, syntaxHighlighting(highlighting)];
}
