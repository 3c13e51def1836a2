import { argsRange, faultIn, type TextRange } from "#lib/dockerfile/fault-in";
import { instructionRules } from "#lib/dockerfile/instruction-rules";
import type { StageList } from "#lib/dockerfile/list-stages";
import type { Instruction, ParsedDockerfile } from "#lib/dockerfile/parse-dockerfile";
import type { Fault } from "#lib/dockerfile/problem";
import { readHeredocMark } from "#lib/dockerfile/read-heredoc-marks";
import { readMounts } from "#lib/dockerfile/read-mounts";
import { splitPlainWords, splitQuotedWords } from "#lib/dockerfile/split-words";

const MAX_REMARKS = 100;
/** Of several in one stage only the last one counts. */
const LAST_ONE_COUNTS = new Set(["CMD", "ENTRYPOINT", "HEALTHCHECK"]);
const SECRET_NAME = /(?:^|[_-])(?:api_?key|credentials?|passwd|password|secret|token)(?:$|[_-])/i;

function warning(
  instruction: Instruction,
  range: TextRange | null,
  code: string,
  message: string,
  hint?: string,
): Fault {
  return faultIn(instruction, range, { severity: "warning", code, message, ...(hint && { hint }) });
}

/** Files that the instruction wants from the build context: an image's only file is its Dockerfile. */
function findContextUse(instruction: Instruction): { name: string; range: TextRange } | null {
  const { keyword, args, json, argsStart, flags } = instruction;
  if (keyword === "RUN") {
    for (const { fields } of readMounts(instruction)) {
      const readField = (key: string) => fields.find((field) => field.key === key)?.value;
      if ((readField("type") ?? "bind") !== "bind" || readField("from")) continue;
      const source = fields.find((field) => field.key === "source" || field.key === "src");
      return { name: source?.value ?? ".", range: source?.range ?? argsRange(instruction) };
    }
    return null;
  }
  if (keyword !== "COPY" && keyword !== "ADD") return null;
  if (flags.some((flag) => flag.name === "from")) return null;
  const words = splitPlainWords(args);
  const sources = Array.isArray(json)
    ? json.slice(0, -1).map((name) => ({ name, range: argsRange(instruction) }))
    : words.slice(0, -1).map(({ text, start, end }) => {
        return { name: text, range: { start: argsStart + start, end: argsStart + end } };
      });
  const isRemote = (name: string) => /^(?:[a-z][a-z0-9+.-]*:\/\/|git@|github\.com\/)|\$/i.test(name);
  return sources.find(({ name }) => !readHeredocMark(name) && !(keyword === "ADD" && isRemote(name))) ?? null;
}

function remarkOn(instruction: Instruction, escapeToken: string): Fault[] {
  const { keyword, args, json, logical, heredocs, flags } = instruction;
  const range = argsRange(instruction);
  const remarks: Fault[] = [];
  const remark = (...rest: [range: TextRange | null, code: string, message: string, hint?: string]) =>
    remarks.push(warning(instruction, ...rest));

  const wanted = findContextUse(instruction);
  if (wanted) {
    const hint =
      "Write the file with a heredoc (COPY <<EOF /path), or get it with ADD https://… or RUN git clone.";
    const message = `The build will not find ${wanted.name}: an image's only file is its Dockerfile.`;
    remark(wanted.range, "no-context", message, hint);
  }
  if (heredocs.length > 0) {
    const hint = "Chain the commands with && where it has to build on older engines.";
    remark(range, "heredoc-engine", "Heredocs need Docker Engine 23 or newer.", hint);
  }
  for (const flag of flags) {
    if (!instructionRules[keyword]?.flags[flag.name]?.isNew) continue;
    remark(flag, "flag-engine", `Docker Engine 20.10 does not know --${flag.name}; newer ones do.`);
  }
  if (logical.emptyLines.length > 0) {
    const { start, end } = logical.emptyLines[0]!;
    const message = "An empty line stands inside an instruction; Docker will not allow that for ever.";
    remarks.push({ severity: "warning", code: "empty-continuation", message, start, end });
  }
  if (keyword === "MAINTAINER") {
    remark(
      null,
      "maintainer",
      "MAINTAINER is deprecated.",
      `Write LABEL org.opencontainers.image.authors="${args}".`,
    );
  }
  if (
    /^(?:RUN|CMD|ENTRYPOINT|VOLUME|COPY|ADD)$/.test(keyword) &&
    json === null &&
    /^\[[\s\S]*\]$/.test(args) &&
    !/^\[\[?\s/.test(args)
  ) {
    const message = "This looks like the JSON form and is not: it goes to the shell as it stands.";
    remark(range, "json-invalid", message, 'JSON takes double quotes: ["program", "argument"]');
  }
  if (keyword === "ENV" || keyword === "ARG") {
    const names = splitQuotedWords(args, escapeToken).map((word) => word.text.split("=")[0]!);
    const listed = names.length > 0 && !args.includes("=") ? names.slice(0, 1) : names;
    const secret = listed.find((name) => SECRET_NAME.test(name));
    if (secret) {
      const hint = "Mount it for one step (RUN --mount=type=secret,id=…) or set it where the container runs.";
      remark(range, "secret-name", `Whoever has the image can read ${secret}.`, hint);
    }
    const [name = "", value = ""] = args.split(/\s+(.*)/s);
    if (keyword === "ENV" && !splitQuotedWords(args, escapeToken)[0]?.text.includes("=")) {
      remark(
        range,
        "env-form",
        "ENV without = is the old form.",
        `Write ENV ${name}=${/\s/.test(value) ? `"${value}"` : value}.`,
      );
    }
  }
  return remarks;
}

function remarkOnStages({ stages }: StageList): Fault[] {
  const remarks: Fault[] = [];
  for (const { instructions } of stages) {
    const last = new Map<string, Instruction>();
    let hasDirectory = false;
    for (const instruction of instructions) {
      const { keyword, args } = instruction;
      const earlier = LAST_ONE_COUNTS.has(keyword) ? last.get(keyword) : undefined;
      if (earlier) {
        const message = `This ${keyword} has no effect: line ${instruction.line} has another one.`;
        remarks.push(warning(earlier, null, "overridden", message));
      }
      last.set(keyword, instruction);
      if (keyword !== "WORKDIR") continue;
      if (!hasDirectory && /^[^/\\$"'`]/.test(args) && !/^[a-z]:/i.test(args)) {
        const message = "This directory depends on where the base image leaves off.";
        remarks.push(
          warning(
            instruction,
            argsRange(instruction),
            "workdir-relative",
            message,
            `Write WORKDIR /${args}.`,
          ),
        );
      }
      hasDirectory = true;
    }
  }
  return remarks;
}

/** The keywords that are written otherwise than the first: BuildKit asks for one way in the whole file. */
function remarkOnCase({ instructions }: ParsedDockerfile): Fault[] {
  const isLower = (text: string) => text === text.toLowerCase();
  const isUpper = (text: string) => text === text.toUpperCase();
  const mixed = instructions.find(
    ({ writtenKeyword }) => !isLower(writtenKeyword) && !isUpper(writtenKeyword),
  );
  const other = instructions.find(
    ({ writtenKeyword }) => isLower(writtenKeyword) !== isLower(instructions[0]!.writtenKeyword),
  );
  const odd = mixed ?? other;
  if (!odd) return [];
  const message = "Keywords are written in upper case here and in lower case there.";
  return [warning(odd, null, "keyword-case", message, `Write ${odd.keyword}.`)];
}

/** Returns remarks on what BuildKit takes, but what seldom does what was meant: all of them warnings. */
export function listRemarks(file: ParsedDockerfile, list: StageList): Fault[] {
  const remarks = [...remarkOnStages(list).slice(0, MAX_REMARKS), ...remarkOnCase(file)];
  for (const instruction of file.instructions) {
    if (remarks.length >= MAX_REMARKS) break;
    remarks.push(...remarkOn(instruction, file.escapeToken));
  }
  return remarks;
}
