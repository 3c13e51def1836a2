"use client";

import { MergeView, unifiedMergeView } from "@codemirror/merge";
import { EditorState, type Extension } from "@codemirror/state";
import { EditorView, lineNumbers } from "@codemirror/view";
import { useEffect, useRef, useState } from "react";
import { dockerfileLanguage } from "#components/editor/dockerfile-language";
import { EditorPlaceholder } from "#components/editor/editor-placeholder";
import { editorTheme } from "#components/editor/editor-theme";

export interface DockerfileDiffProps {
  before: string;
  after: string;
  /** What `before` is: "Version 2". */
  beforeLabel: string;
  afterLabel: string;
}

const WIDE = "(min-width: 900px)";
const COLLAPSE = { margin: 3, minSize: 4 };
const DIFF = { scanLimit: 2_000, timeout: 500 };

// Faint, so that the text keeps its contrast: the words that changed are underlined as well.
const tint = (color: string) => `color-mix(in oklab, var(${color}) 6%, transparent)`;
const changed = (color: string) => ({
  background: tint(color),
  boxShadow: `inset 0 -2px color-mix(in oklab, var(${color}) 55%, transparent)`,
});

const diffTheme = EditorView.theme({
  "&": { "--syntax-comment": "var(--fg-muted)" },
  "&.cm-merge-a .cm-changedLine, .cm-deletedChunk": { backgroundColor: tint("--danger") },
  "&.cm-merge-b .cm-changedLine, .cm-inlineChangedLine": { backgroundColor: tint("--success") },
  "&.cm-merge-a .cm-changedText, .cm-deletedChunk .cm-deletedText": changed("--danger"),
  "&.cm-merge-b .cm-changedText": changed("--success"),
  "&.cm-merge-a .cm-changedLineGutter, .cm-deletedLineGutter": { background: "var(--danger)" },
  "&.cm-merge-b .cm-changedLineGutter": { background: "var(--success)" },
  ".cm-inlineChangedLineGutter": { background: "var(--info)" },
  "&.cm-merge-b": { borderLeft: "1px solid var(--border)" },
  ".cm-collapsedLines": {
    background: "var(--bg-raised)",
    color: "var(--fg-muted)",
    borderBlock: "1px solid var(--border)",
    fontFamily: "var(--font-sans)",
    fontSize: "12px",
    padding: "2px 12px",
  },
  ".cm-collapsedLines:before, .cm-collapsedLines:after": { content: '""', margin: "0" },
  ".cm-collapsedLines:hover": { color: "var(--fg)", background: "var(--bg-hover, var(--bg-raised))" },
});

function shared(label: string): Extension {
  return [
    EditorState.readOnly.of(true),
    EditorState.phrases.of({ "$ unchanged lines": "$ unchanged lines: show" }),
    EditorView.contentAttributes.of({ "aria-label": label, "aria-readonly": "true", tabindex: "0" }),
    lineNumbers(),
    EditorView.lineWrapping,
    dockerfileLanguage(),
    editorTheme(),
    diffTheme,
  ];
}

function createDiff(
  parent: HTMLElement,
  props: DockerfileDiffProps,
  isWide: boolean,
  isWhole: boolean,
): () => void {
  const { before, after, beforeLabel, afterLabel } = props;
  const collapse = isWhole ? {} : { collapseUnchanged: COLLAPSE };
  if (isWide) {
    const view = new MergeView({
      parent,
      a: { doc: before, extensions: shared(beforeLabel) },
      b: { doc: after, extensions: shared(afterLabel) },
      diffConfig: DIFF,
      ...collapse,
    });
    return () => view.destroy();
  }
  const view = new EditorView({
    parent,
    doc: after,
    extensions: [
      shared(`${beforeLabel} compared with ${afterLabel}`),
      unifiedMergeView({
        original: before,
        mergeControls: false,
        syntaxHighlightDeletions: false,
        gutter: true,
        diffConfig: DIFF,
        ...collapse,
      }),
    ],
  });
  return () => view.destroy();
}

/** What changed between two Dockerfiles: side by side where there is room, in one column elsewhere. */
export function DockerfileDiff(props: DockerfileDiffProps) {
  const { before, after, beforeLabel, afterLabel } = props;
  const parent = useRef<HTMLDivElement>(null);
  const [isWide, setIsWide] = useState<boolean | null>(null);
  const [isWhole, setIsWhole] = useState(false);
  const isSame = before === after;

  useEffect(() => {
    const wide = window.matchMedia(WIDE);
    const onChange = () => setIsWide(wide.matches);
    onChange();
    wide.addEventListener("change", onChange);
    return () => wide.removeEventListener("change", onChange);
  }, []);

  useEffect(() => {
    if (isWide === null || isSame) return;
    return createDiff(parent.current!, { before, after, beforeLabel, afterLabel }, isWide, isWhole);
  }, [before, after, beforeLabel, afterLabel, isWide, isWhole, isSame]);

  return (
    <section
      aria-label={`Changes from ${beforeLabel} to ${afterLabel}`}
      className="overflow-hidden rounded-md border border-line"
    >
      <header className="flex items-center gap-x-4 border-b border-line bg-raised px-3 py-1.5 text-sm text-muted">
        <span className={isWide ? "w-1/2" : undefined}>{beforeLabel}</span>
        {!isWide && <span aria-hidden>→</span>}
        <span>{afterLabel}</span>
        {!isSame && (
          <button
            type="button"
            aria-pressed={isWhole}
            onClick={() => setIsWhole(!isWhole)}
            className="ml-auto shrink-0 rounded-sm px-1.5 text-muted hover:bg-hover hover:text-fg"
          >
            {isWhole ? "Fold unchanged lines" : "Show all lines"}
          </button>
        )}
      </header>
      {isSame ? (
        <p className="bg-sunken px-3 py-6 text-center text-muted">The two are the same.</p>
      ) : (
        <>
          {isWide === null && <EditorPlaceholder value={after} minHeight="8rem" />}
          <div ref={parent} />
        </>
      )}
    </section>
  );
}
