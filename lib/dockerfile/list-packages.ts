import { BuildVariables } from "#lib/dockerfile/build-variables";
import { expandWord, WordError } from "#lib/dockerfile/expand-word";
import { indexLines } from "#lib/dockerfile/index-lines";
import { listChain } from "#lib/dockerfile/list-chain";
import { listStages } from "#lib/dockerfile/list-stages";
import { sourceOffset } from "#lib/dockerfile/logical-line";
import { type Instruction, parseDockerfile } from "#lib/dockerfile/parse-dockerfile";
import type { Ecosystem } from "#lib/dockerfile/parse-package-spec";
import { peelPrefixes, readInnerScript, SHELLS } from "#lib/dockerfile/peel-prefixes";
import { readGlobalArgs } from "#lib/dockerfile/read-global-args";
import { readHeredocBodies } from "#lib/dockerfile/read-heredoc-bodies";
import { type PackageChange, readPackageChange } from "#lib/dockerfile/read-package-change";
import { readShellCommands, type ShellCommand, type ShellWord } from "#lib/dockerfile/read-shell-commands";
import type { Argument } from "#lib/dockerfile/split-options";

export interface DeclaredPackage {
  ecosystem: Ecosystem;
  name: string;
  /** The version where exactly one is asked for ("2.1"), else what is asked for (">=2"); null where nothing is. */
  version: string | null;
  /** The Dockerfile's line that names it, from 1. */
  line: number;
}

type Variables = ReturnType<BuildVariables["forRun"]>;

/** Scripts in scripts in scripts are nobody's text. */
const MAX_DEPTH = 4;

/** The words that the shell makes of one; a single unknown one where it needs what only the shell knows. */
function expand(word: ShellWord, get: Variables["get"], line: number): Argument[] {
  const unknown = [{ text: null, line }];
  if (word.isComputed) return unknown;
  if (!/[\\$'"]/.test(word.raw)) return [{ text: word.raw, line }];
  try {
    const { words, unset } = expandWord(word.raw, { escapeToken: "\\", get });
    if (unset.length > 0) return unknown;
    if (words.length === 0 && /['"]/.test(word.raw)) return [{ text: "", line }];
    return words.map((text) => ({ text, line }));
  } catch (error) {
    if (error instanceof WordError || error instanceof RangeError) return unknown;
    throw error;
  }
}

/** Takes over what a command does to the shell's variables; true where that is all it does. */
function assign({ words, isCertain }: ShellCommand, variables: Variables): boolean {
  const command = words[0]!.raw;
  const sets = /^(?:export|readonly|declare|typeset|local)$/.test(command);
  if (/^(?:for|select|read|unset)$/.test(command)) {
    for (const { raw } of words.slice(1)) if (/^\w+$/.test(raw)) variables.set(raw, undefined);
    return true;
  }
  const assignments = (sets ? words.slice(1) : words).map(({ raw }) => /^([A-Za-z_]\w*)(\+?)=/.exec(raw));
  if (!sets && !assignments.every((match) => match)) return false;
  for (const [index, match] of assignments.entries()) {
    if (!match) continue;
    const { raw, isComputed } = words[index + (sets ? 1 : 0)]!;
    const [head, name, plus] = match;
    const before = plus ? variables.get(name!) : "";
    const word = { raw: `"${raw.slice(head.length).replace(/^"([\s\S]*)"$/, "$1")}"`, start: 0, isComputed };
    const quoted = raw.slice(head.length).includes("'") ? { ...word, raw: raw.slice(head.length) } : word;
    const value = isCertain ? expand(quoted, variables.get, 0) : [];
    const text = value.map(({ text }) => text).join(" ");
    variables.set(
      name!,
      value.length === 0 || value[0]!.text === null || before === undefined ? undefined : before + text,
    );
  }
  return true;
}

function readScript(
  script: string,
  lineAt: (offset: number) => number,
  variables: Variables,
  depth = 0,
): PackageChange[] {
  if (depth > MAX_DEPTH) return [];
  return readShellCommands(script).flatMap((command) => {
    if (assign(command, variables) || !command.isCertain) return [];
    const words = command.words.flatMap((word) => expand(word, variables.get, lineAt(word.start)));
    return readWords(words, variables, depth);
  });
}

function readWords(words: readonly Argument[], variables: Variables, depth: number): PackageChange[] {
  const peeled = peelPrefixes(words);
  const inner = readInnerScript(peeled);
  if (inner?.text) return readScript(inner.text, () => inner.line, variables, depth + 1);
  return readPackageChange(peeled);
}

/** What one RUN installs and takes away. */
function readRun(
  dockerfile: string,
  run: Instruction,
  lines: ReturnType<typeof indexLines>,
  variables: Variables,
) {
  const { json, args, argsStart, heredocs, logical, line } = run;
  if (json === "mixed") return [];
  if (json)
    return readWords(
      json.map((text) => ({ text, line })),
      variables,
      0,
    );
  const script = args.replace(/\d*<<-?\s*(?:"[^"]*"|'[^']*'|[^\s"';&|<>]+)/g, (mark) =>
    " ".repeat(mark.length),
  );
  const shell = script.trim().split(/\s+/)[0]!.replace(/^.*\//, "");
  const isScript =
    heredocs.length > 0 && (script.trim() === "" || (SHELLS.has(shell) && !/[;&|]|\s-\w*c\b/.test(script)));
  if (!isScript)
    return readScript(args, (at) => lines.positionAt(sourceOffset(logical, argsStart + at)).line, variables);
  const body = readHeredocBodies(dockerfile, run)[0]!;
  const interpreter =
    /^#!\s*(?:\S*\/env\s+(?:-S\s+)?)?(\S+)/.exec(body.text)?.[1]?.replace(/^.*\//, "") ?? "sh";
  if (!SHELLS.has(interpreter)) return [];
  const bodyLines = indexLines(body.text);
  return readScript(body.text, (at) => body.line + bodyLines.positionAt(at).line - 1, variables);
}

/**
 * Returns the packages that the RUNs of the last stage, and of the stages it stands on, install for the whole
 * image, as the Dockerfile declares them and in its order. One that is taken away again is not among them. What
 * only a shell could know (a loop, `$(…)`, a variable of the base image) is left out, never guessed.
 *
 * @param platform of the build, which `ARG TARGETARCH` depends on
 */
export function listPackages(text: string, platform = "linux/amd64"): DeclaredPackage[] {
  const file = parseDockerfile(text);
  const list = listStages(file, platform);
  const lines = indexLines(text);
  const build = new BuildVariables(
    file.escapeToken,
    readGlobalArgs(list.preamble, file.escapeToken, platform),
  );
  const found = new Map<string, PackageChange>();
  let hasShell = true;

  for (const stage of listChain(list)) {
    for (const instruction of stage.instructions) {
      build.apply(instruction);
      if (instruction.keyword === "SHELL" && Array.isArray(instruction.json))
        hasShell = SHELLS.has(instruction.json[0]?.replace(/^.*\//s, "") ?? "");
      if (instruction.keyword !== "RUN" || !(hasShell || instruction.json)) continue;
      for (const change of readRun(text, instruction, lines, build.forRun())) {
        const { kind, ecosystem, name } = change;
        if (kind === "install") found.set(`${ecosystem}:${name}`, change);
        else removeFrom(found, ecosystem, name);
      }
    }
  }
  return [...found.values()].map(({ ecosystem, name, version, line }) => ({
    ecosystem,
    name,
    version,
    line,
  }));
}

function removeFrom(found: Map<string, PackageChange>, ecosystem: Ecosystem, name: string) {
  found.delete(`${ecosystem}:${name}`);
  if (ecosystem !== "apk") return;
  for (const [key, change] of found)
    if (change.ecosystem === "apk" && change.group === name) found.delete(key);
}
