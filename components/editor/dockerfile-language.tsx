import { LanguageSupport, StreamLanguage, type StringStream } from "@codemirror/language";
import { shell } from "@codemirror/legacy-modes/mode/shell";
import { instructionRules } from "#lib/dockerfile/instruction-rules";
import { type HeredocMark, readHeredocMarks } from "#lib/dockerfile/read-heredoc-marks";

type Place = "instruction" | "flags" | "arguments";

interface State {
  /** Whether parser directives can still come. */
  atTop: boolean;
  escapeToken: string;
  keyword: string;
  place: Place;
  /** Whether the line being read goes on with the next one. */
  continues: boolean;
  /** The instruction so far, continuations joined: its heredocs are only known at its end. */
  text: string;
  /** Heredocs whose bodies are to come. */
  heredocs: HeredocMark[];
  /** The quote that is open, "" where there is none. */
  quote: string;
  /** How many words of the arguments were read. */
  words: number;
  isJson: boolean;
  shell: { tokens: unknown[] };
}

const WITH_SHELL = new Set(["RUN", "CMD", "ENTRYPOINT", "HEALTHCHECK"]);
const WITH_PAIRS = new Set(["ENV", "ARG", "LABEL"]);
const newShell = () => shell.startState!(2) as State["shell"];

function beginInstruction(state: State) {
  Object.assign(state, { keyword: "", place: "instruction", text: "", quote: "", words: 0, isJson: false });
  state.shell = newShell();
}

function beginLine(stream: StringStream, state: State) {
  const end = stream.string.trimEnd();
  const before = end.slice(0, -1);
  state.continues = end.endsWith(state.escapeToken) && !before.endsWith(state.escapeToken);
  state.text += state.continues ? before : stream.string;
}

function endLine(state: State) {
  if (state.continues || state.place === "instruction") return;
  const takesHeredocs = /^(?:RUN|COPY|ADD)$/.test(state.keyword) && !state.isJson;
  state.heredocs = takesHeredocs ? readHeredocMarks(state.text) : [];
  if (state.heredocs.length === 0) beginInstruction(state);
  state.shell = newShell();
}

function readHeredoc(stream: StringStream, state: State): string | null {
  const [mark] = state.heredocs;
  if (stream.sol()) {
    const line = mark!.stripsTabs ? stream.string.replace(/^\t+/, "") : stream.string;
    if (line === mark!.name) {
      stream.skipToEnd();
      state.heredocs = state.heredocs.slice(1);
      if (state.heredocs.length === 0) beginInstruction(state);
      state.shell = newShell();
      return "meta";
    }
  }
  if (state.keyword === "RUN" && /^(?:RUN)\s+(?:--\S+\s+)*<</i.test(state.text.trimStart())) {
    return shell.token(stream, state.shell);
  }
  stream.skipToEnd();
  return "string";
}

function readKeyword(stream: StringStream, state: State): string | null {
  if (stream.eatSpace()) return null;
  if (stream.peek() === "#") {
    const directive = state.atTop && /^\s*#\s*(escape|syntax|check)\s*=\s*(\S*)/i.exec(stream.string);
    if (directive && directive[1]!.toLowerCase() === "escape")
      state.escapeToken = directive[2] === "`" ? "`" : "\\";
    if (!directive) state.atTop = false;
    state.text = "";
    stream.skipToEnd();
    return directive ? "meta" : "comment";
  }
  state.atTop = false;
  const word = (stream.match(/^[^\s\\`]+/) as RegExpMatchArray | null)?.[0] ?? stream.next()!;
  state.keyword = word.toUpperCase();
  state.place = "flags";
  return Object.hasOwn(instructionRules, state.keyword) ? "keyword" : "invalid";
}

function readPlain(stream: StringStream, state: State): string | null {
  if (state.quote !== "") {
    while (!stream.eol()) {
      if (state.quote === '"' && stream.match(/^\$(?:\w+|\{[^}]*\})/, false)) {
        if (stream.pos > stream.start) return "string";
        stream.match(/^\$(?:\w+|\{[^}]*\})/);
        return "variableName.definition";
      }
      const character = stream.next();
      if (character === state.escapeToken && state.quote === '"') stream.next();
      else if (character === state.quote) {
        state.quote = "";
        break;
      }
    }
    return "string";
  }
  if (stream.match(/^["']/)) {
    state.quote = stream.current();
    return "string";
  }
  if (stream.match(/^\$(?:\w+|\{[^}]*\}?)/)) return "variableName.definition";
  if (stream.match(/^\d*<<-?\s*["']?\w+["']?/)) return "meta";
  if (WITH_PAIRS.has(state.keyword) && stream.match(/^[\w.-]+(?==)/)) return "variableName.definition";
  const isValue = stream.string[stream.pos - 1] === "=";
  if (state.keyword === "ARG" && !isValue && stream.match(/^\w+/)) return "variableName.definition";
  if (stream.match(/^\d[\d.]*(?=[\s/:-]|$)/)) return "number";
  if (state.keyword === "FROM") {
    const word = (stream.match(/^[^\s$"']+/) as RegExpMatchArray | null)?.[0];
    if (word) {
      state.words++;
      if (state.words > 1 && /^as$/i.test(word)) return "keyword";
      return state.words > 1 ? "variableName.definition" : "string";
    }
  }
  if (!stream.match(/^[^\s$"'\\`<=]+/)) stream.next();
  return null;
}

function readArguments(stream: StringStream, state: State): string | null {
  if (stream.sol() && /^\s*#/.test(stream.string)) {
    stream.skipToEnd();
    state.continues = true;
    return "comment";
  }
  if (state.quote === "" && state.shell.tokens.length === 0 && stream.eatSpace()) return null;
  if (state.continues && stream.string.slice(stream.pos).trim() === state.escapeToken) {
    stream.skipToEnd();
    return "punctuation";
  }
  if (state.place === "flags") {
    if (stream.match(/^--[\w-]+=?/)) return "attributeName";
    if (/--[\w-]+=$/.test(stream.string.slice(0, stream.pos)) && stream.match(/^\S+/)) return "string";
    state.place = "arguments";
    state.isJson = stream.peek() === "[" && /^\[\s*(?:"|\]|\\?\s*$)/.test(stream.string.slice(stream.pos));
    if (state.keyword === "ONBUILD") {
      beginInstruction(state);
      return null;
    }
    if (state.keyword === "HEALTHCHECK" && stream.match(/^(?:CMD|NONE)\b/i)) return "keyword";
  }
  if (state.isJson || !WITH_SHELL.has(state.keyword)) return readPlain(stream, state);
  if (state.shell.tokens.length === 0 && stream.match(/^\d*<<-?\s*["']?\w+["']?/)) return "meta";
  // Packages at a version (ffmpeg=7:5.1, pandas==3.1.1) look like assignments to the shell's own mode.
  if (state.shell.tokens.length === 0 && stream.match(/^[a-z@][\w.+@/-]*==?[\w.:+~@/*-]*(?=\s|$)/))
    return null;
  const end = state.continues ? stream.string.trimEnd().length - 1 : -1;
  const style = shell.token(stream, state.shell);
  // The shell's own mode would take the continuation for an escaped character, or for part of a string.
  if (end > stream.start && stream.pos > end) stream.backUp(stream.pos - end);
  return style;
}

function token(stream: StringStream, state: State): string | null {
  if (state.heredocs.length > 0) return readHeredoc(stream, state);
  if (stream.sol()) beginLine(stream, state);
  const style = state.place === "instruction" ? readKeyword(stream, state) : readArguments(stream, state);
  if (stream.eol()) endLine(state);
  return style;
}

const language = StreamLanguage.define<State>({
  name: "dockerfile",
  startState() {
    const state = { atTop: true, escapeToken: "\\", continues: false, heredocs: [] } as unknown as State;
    beginInstruction(state);
    return state;
  },
  copyState: (state) => ({ ...state, shell: { ...state.shell, tokens: [...state.shell.tokens] } }),
  token,
  blankLine(state) {
    state.atTop = false;
  },
  languageData: { commentTokens: { line: "#" }, closeBrackets: { brackets: ["(", "[", "{", "'", '"'] } },
});

/** Dockerfiles for CodeMirror, with the shell inside RUN and in heredocs, and `# escape=` obeyed. */
export function dockerfileLanguage(): LanguageSupport {
  return new LanguageSupport(language);
}
