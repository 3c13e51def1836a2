import type { Instruction } from "#lib/dockerfile/parse-dockerfile";
import { readHeredocBodies } from "#lib/dockerfile/read-heredoc-bodies";

export interface RunScript {
  /** What the shell is given. */
  text: string;
  /** It is a file of its own for the interpreter that its first line names. */
  isFile: boolean;
}

/**
 * The arguments of an instruction, broken into lines where it has them: a backslash joins them again for a shell as
 * Docker did, but not inside single quotes and not in a comment. Where quotes nest in substitutions, the rest stays
 * one line.
 */
function breakLines({ logical, argsStart, args }: Instruction): string {
  const breaks = new Set(logical.pieces.map(({ at }) => at - argsStart));
  let quote = "";
  let mayBreak = true;
  let text = "";
  for (let at = 0; at < args.length; at++) {
    const character = args[at]!;
    if (at > 0 && mayBreak && quote !== "'" && breaks.has(at) && !text.endsWith("\\")) text += "\\\n";
    text += character;
    if (character === "\\" && quote !== "'") {
      if (breaks.has(at + 1)) mayBreak = false;
      text += args[++at] ?? "";
    } else if (quote !== "") {
      if (character === quote) quote = "";
      else if (quote === '"' && (character === "`" || args.startsWith("$(", at))) mayBreak = false;
    } else if (character === "'" || character === '"') {
      if (character === "'" && args[at - 1] === "$") mayBreak = false;
      quote = character;
    } else if (character === "#" && (at === 0 || /[\s;&|(]/.test(args[at - 1]!))) mayBreak = false;
  }
  return text;
}

/** Returns what a RUN in the shell form, or with heredocs, gives to its shell. */
export function toRunScript(dockerfile: string, run: Instruction): RunScript {
  const bodies = readHeredocBodies(dockerfile, run);
  if (bodies.length === 0) return { text: breakLines(run), isFile: false };
  if (/^<<-?\s*\S+$/.test(run.args))
    return { text: bodies[0]!.text, isFile: bodies[0]!.text.startsWith("#!") };
  const heredocs = bodies.map(({ text }, index) => `${text}${run.heredocs[index]!.name}`);
  return { text: [run.args, ...heredocs].join("\n"), isFile: false };
}
