import { BuildVariables } from "#lib/dockerfile/build-variables";
import {
  assignShellVariables,
  expandShellWord,
  type ShellVariables,
} from "#lib/dockerfile/expand-shell-word";
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
import { readShellCommands } from "#lib/dockerfile/read-shell-commands";
import type { Argument } from "#lib/dockerfile/split-options";

export interface DeclaredPackage {
  ecosystem: Ecosystem;
  name: string;
  /** The version where exactly one is asked for ("2.1"), else what is asked for (">=2"); null where nothing is. */
  version: string | null;
  /** The Dockerfile's line that names it, from 1. */
  line: number;
}

/** Scripts in scripts in scripts are nobody's text. */
const MAX_DEPTH = 4;

function readScript(
  script: string,
  lineAt: (offset: number) => number,
  variables: ShellVariables,
  depth = 0,
): PackageChange[] {
  if (depth > MAX_DEPTH) return [];
  return readShellCommands(script).flatMap((command) => {
    if (assignShellVariables(command, variables) || !command.isCertain) return [];
    const words = command.words.flatMap((word) => expandShellWord(word, variables.get, lineAt(word.start)));
    return readWords(words, variables, depth);
  });
}

function readWords(words: readonly Argument[], variables: ShellVariables, depth: number): PackageChange[] {
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
  variables: ShellVariables,
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
