import { type FailureContext, failureCauses } from "#lib/builds/failure-causes";
import { stripAnsi } from "#lib/builds/strip-ansi";

export interface Failure {
  /** The engine's own words. */
  message: string;
  /** The failing step's name, "RUN apt-get …"; absent when it was none, as with a syntax error. */
  step?: string | null;
  /** The step's line in the Dockerfile, from 1. */
  line?: number | null;
  /** The last lines it printed, oldest first. Some tools name the cause 30 lines before their end. */
  tail?: readonly string[];
  /** What memory the step was held to: "2 GB"; absent when to none. */
  memoryLimit?: string | null;
}

export interface ExplainedFailure {
  /** What kind of failure it is: "apt-package-not-found", "dockerfile-invalid"; "step-failed" when it is no known one. */
  code: string;
  /** One sentence. */
  message: string;
  cause?: string;
  /** What to do next. */
  hint?: string;
  exitCode?: number;
  /** The Dockerfile's line, from 1. */
  line?: number;
  /** Index in `tail` of the line that shows the cause. */
  tailIndex?: number;
}

interface Finding {
  code: string;
  cause?: string;
  hint?: string;
  line?: number;
  tailIndex?: number;
}

/**
 * Says in one sentence what broke a build, with the cause and a way on where it is a common one. Knows the
 * wording of BuildKit in engines 20.10 and 26.
 */
export function explainFailure(failure: Failure): ExplainedFailure {
  const { step, detail } = simplify(failure);
  const log = (failure.tail ?? []).map(stripAnsi);
  const exit = /^exit code: (\d+)/.exec(detail)?.[1];
  const exitCode = exit === undefined ? undefined : Number(exit);

  const finding =
    findKnownCause(detail, { step: step ?? "", log, memoryLimit: failure.memoryLimit ?? null }) ??
    findInvalidDockerfile(detail, step) ??
    findInLog(exitCode === undefined ? { cause: tidy(detail) } : {}, log);
  const line = finding.line ?? failure.line ?? undefined;

  const subject =
    finding.code === "dockerfile-invalid"
      ? "The Dockerfile is not valid"
      : `${shorten(step ?? "The build")} failed`;
  const place = line === undefined ? "" : ` in line ${line}`;
  const exited = exitCode === undefined ? "" : ` with exit code ${exitCode}`;
  const because = finding.cause ? `: ${finding.cause}` : "";
  return {
    code: finding.code,
    message: endSentence(`${subject}${place}${exited}${because}`),
    ...(finding.cause && { cause: finding.cause }),
    ...(finding.hint && { hint: finding.hint }),
    ...(exitCode !== undefined && { exitCode }),
    ...(line !== undefined && { line }),
    ...(finding.tailIndex !== undefined && { tailIndex: finding.tailIndex }),
  };
}

function simplify(failure: Failure): { step: string | undefined; detail: string } {
  const name = failure.step?.replace(/^\[[^\]]*\]\s*/, "").trim();
  return {
    // BuildKit also gives steps names that stand in no Dockerfile: "load metadata for …", a bare URL.
    step: name && /^[A-Z]+\s/.test(name) ? name : undefined,
    detail: failure.message
      .replace(/^failed to solve(?: with frontend \S+?)?: /, "")
      .replace(/^failed to create LLB definition: /, "")
      // Greedy: the command itself may contain what stands after it.
      .replace(/^executor failed running \[.*\]: /s, "")
      .replace(/^process ".*" did not complete successfully: /s, "")
      .trim(),
  };
}

function findKnownCause(detail: string, context: FailureContext): Finding | undefined {
  for (const { code, in: place, pattern, cause, hint } of failureCauses) {
    const tailIndex = place === "log" ? context.log.findLastIndex((line) => pattern.test(line)) : undefined;
    const text = tailIndex === undefined ? detail : context.log[tailIndex];
    const match = text === undefined ? null : pattern.exec(text);
    if (!match) continue;
    const found = { code, cause: tidy(cause(match, context)), hint: hint(match, context) };
    return tailIndex === undefined ? found : { ...found, tailIndex };
  }
  return undefined;
}

// Without a step, the Dockerfile was read and refused before anything ran.
function findInvalidDockerfile(detail: string, step: string | undefined): Finding | undefined {
  const parseError = /^dockerfile parse error (?:on )?line (\d+): (.*)$/s.exec(detail);
  const code = "dockerfile-invalid";
  if (parseError) return { code, line: Number(parseError[1]), cause: shorten(parseError[2]!) };
  const isRefused =
    /no instructions|invalid reference format|invalid containerport|circular dependency|no build stage|failed to parse/i;
  return !step && isRefused.test(detail) ? { code, cause: shorten(detail) } : undefined;
}

function findInLog(finding: { cause?: string }, log: readonly string[]): Finding {
  const isTelling = (line: string) =>
    /\b(?:error|fatal|failed|failure|cannot|can't|not found|no such|undefined|aborted|segmentation fault)\b|\w+Error:/i.test(
      line,
    );
  const isNoise = (line: string) =>
    !line.trim() || /^npm (?:error|ERR!)(?:\s*$| A complete log)|^npm notice/.test(line);
  const telling = log.findLastIndex((line) => isTelling(line) && !isNoise(line));
  const tailIndex = telling === -1 ? log.findLastIndex((line) => !isNoise(line)) : telling;
  if (finding.cause || tailIndex === -1) return { code: "step-failed", ...finding };
  // The last line of all is worth a look, but need not say why.
  return { code: "step-failed", ...(telling !== -1 && { cause: tidy(log[telling]!) }), tailIndex };
}

// What tools and shells put before what they say, and where the engine keeps its layers.
const tidy = (text: string) =>
  shorten(
    text
      .replace(/^(?:npm (?:error|ERR!)\s+|(?:E|error|fatal): |\S*sh: (?:line )?\d+: )/i, "")
      .replace(/\/\S*\/overlay2\/\w+\/merged/g, ""),
  );

function shorten(text: string): string {
  const line = text.replace(/\s+/g, " ").trim();
  return line.length > 160 ? `${line.slice(0, 159).trimEnd()}…` : line;
}

const endSentence = (text: string) => (/[.!?…]$/.test(text) ? text : `${text}.`);
