"use client";

import { closeBrackets, closeBracketsKeymap, completionKeymap } from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap, indentWithTab } from "@codemirror/commands";
import { bracketMatching, indentUnit } from "@codemirror/language";
import { lintKeymap } from "@codemirror/lint";
import { highlightSelectionMatches, search, searchKeymap } from "@codemirror/search";
import { Annotation, Compartment, EditorState, type Extension } from "@codemirror/state";
import {
  drawSelection,
  EditorView,
  highlightActiveLine,
  highlightActiveLineGutter,
  keymap,
  lineNumbers,
} from "@codemirror/view";
import { useEffect, useId, useLayoutEffect, useRef, useState } from "react";
import { completeDockerfile, type KnownBase } from "#components/editor/complete-dockerfile";
import { dockerfileLanguage } from "#components/editor/dockerfile-language";
import { EditorPlaceholder } from "#components/editor/editor-placeholder";
import { editorTheme } from "#components/editor/editor-theme";
import { lintDockerfile, refreshProblems } from "#components/editor/lint-dockerfile";
import { namedLine, showLine } from "#components/editor/named-line";
import type { Problem } from "#lib/dockerfile/problem";

export interface DockerfileEditorProps {
  value: string;
  onChange?: (value: string) => void;
  /** Further problems than the editor finds by itself: what the server answered. */
  problems?: readonly Problem[];
  /** Base images to offer in FROM. */
  bases?: readonly KnownBase[];
  readOnly?: boolean;
  ariaLabel: string;
  /** The line to mark and to scroll to, from 1. */
  highlightLine?: number | null;
  /** A click on a line's number. */
  onLineClick?: (line: number) => void;
  /** A CSS length. */
  minHeight?: string;
  /** Ctrl-S or Cmd-S. */
  onSave?: () => void;
}

const fromOutside = Annotation.define<boolean>();
const NARROW = "(max-width: 640px)";

/** Keeps CRLF where every line ends so; elsewhere lines end in "\n". */
function lineSeparator(value: string): Extension {
  const count = value.split("\n").length - 1;
  return count > 0 && value.split("\r\n").length - 1 === count ? EditorState.lineSeparator.of("\r\n") : [];
}

/** A Dockerfile to write: highlighting, completion, problems as they are typed, search, history. */
export function DockerfileEditor(props: DockerfileEditorProps) {
  const { value, readOnly = false, ariaLabel, highlightLine = null, problems, minHeight = "16rem" } = props;
  const parent = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView | null>(null);
  const latest = useRef(props);
  const known = useRef(value);
  const parts = useRef({ separator: new Compartment(), access: new Compartment(), wrap: new Compartment() });
  const [isReady, setIsReady] = useState(false);
  const helpId = useId();

  useLayoutEffect(() => {
    latest.current = props;
  });

  const access = (): Extension => [
    EditorState.readOnly.of(readOnly),
    EditorView.contentAttributes.of({
      "aria-label": ariaLabel,
      "aria-describedby": helpId,
      tabindex: "0",
      ...(readOnly && { "aria-readonly": "true" }),
    }),
    readOnly ? [] : keymap.of([indentWithTab]),
  ];

  // biome-ignore lint/correctness/useExhaustiveDependencies: the view lives as long as the component
  useLayoutEffect(() => {
    const { separator, access: accessPart, wrap } = parts.current;
    const narrow = window.matchMedia(NARROW);
    const wrapping = () => (narrow.matches ? EditorView.lineWrapping : []);
    const editor = new EditorView({
      parent: parent.current!,
      state: EditorState.create({
        doc: value,
        extensions: [
          separator.of(lineSeparator(value)),
          accessPart.of(access()),
          wrap.of(wrapping()),
          lintDockerfile(() => latest.current.problems ?? []),
          lineNumbers({
            domEventHandlers: {
              mousedown(editor, line) {
                if (!latest.current.onLineClick) return false;
                latest.current.onLineClick(editor.state.doc.lineAt(line.from).number);
                return true;
              },
            },
          }),
          history(),
          drawSelection(),
          highlightActiveLine(),
          highlightActiveLineGutter(),
          highlightSelectionMatches(),
          bracketMatching(),
          closeBrackets(),
          search({ top: true }),
          indentUnit.of("    "),
          completeDockerfile(() => latest.current.bases ?? []),
          keymap.of([
            {
              key: "Mod-s",
              run: () => {
                latest.current.onSave?.();
                return latest.current.onSave !== undefined;
              },
            },
            ...closeBracketsKeymap,
            ...defaultKeymap,
            ...searchKeymap,
            ...historyKeymap,
            ...completionKeymap,
            ...lintKeymap,
          ]),
          dockerfileLanguage(),
          editorTheme(),
          namedLine(),
          EditorView.updateListener.of((update) => {
            if (!update.docChanged || update.transactions.some((one) => one.annotation(fromOutside))) return;
            known.current = update.state.sliceDoc();
            latest.current.onChange?.(known.current);
          }),
        ],
      }),
    });
    const onNarrow = () => editor.dispatch({ effects: wrap.reconfigure(wrapping()) });
    narrow.addEventListener("change", onNarrow);
    view.current = editor;
    setIsReady(true);
    return () => {
      narrow.removeEventListener("change", onNarrow);
      editor.destroy();
      view.current = null;
    };
  }, []);

  useEffect(() => {
    const editor = view.current;
    if (!editor || value === known.current) return;
    known.current = value;
    editor.dispatch({ effects: parts.current.separator.reconfigure(lineSeparator(value)) });
    editor.dispatch({
      changes: { from: 0, to: editor.state.doc.length, insert: editor.state.toText(value) },
      annotations: fromOutside.of(true),
    });
  }, [value]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: `access` is made of what is listed
  useEffect(() => {
    view.current?.dispatch({ effects: parts.current.access.reconfigure(access()) });
  }, [readOnly, ariaLabel, helpId]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: the effect asks again when they change
  useEffect(() => {
    view.current?.dispatch({ effects: refreshProblems() });
  }, [problems]);

  useEffect(() => {
    if (view.current) showLine(view.current, highlightLine);
  }, [highlightLine]);

  return (
    <div
      className="overflow-hidden rounded-md border border-line has-[.cm-focused]:border-accent has-[.cm-focused]:ring-1 has-[.cm-focused]:ring-accent"
      data-line-links={props.onLineClick ? "" : undefined}
    >
      <p id={helpId} className="sr-only">
        {readOnly
          ? "Read only. Control F searches."
          : "Tab indents; to leave the editor press Escape, then Tab. Control Space completes, F8 goes to the next problem, Control F searches."}
      </p>
      {!isReady && <EditorPlaceholder value={value} minHeight={minHeight} />}
      <div
        ref={parent}
        className="in-data-line-links:[&_.cm-lineNumbers_.cm-gutterElement]:cursor-pointer"
        style={{ "--editor-height": minHeight } as React.CSSProperties}
      />
    </div>
  );
}
