import { checkHealth } from "#lib/dockerfile/check-health";
import { argsRange, faultIn } from "#lib/dockerfile/fault-in";
import { instructionRules } from "#lib/dockerfile/instruction-rules";
import type { Instruction } from "#lib/dockerfile/parse-dockerfile";
import type { Fault } from "#lib/dockerfile/problem";
import { readHeredocMark } from "#lib/dockerfile/read-heredoc-marks";
import { splitPlainWords, splitQuotedWords } from "#lib/dockerfile/split-words";

/** RUN, CMD and ENTRYPOINT may stand alone; an empty ENTRYPOINT takes the base's away. */
const MAY_BE_EMPTY = new Set(["RUN", "CMD", "ENTRYPOINT"]);
const EXEC_FORM = new Set(["RUN", "CMD", "ENTRYPOINT", "SHELL", "VOLUME", "COPY", "ADD"]);
const STAGE_NAME = /^[a-z][a-z0-9._-]*$/;
const PORT = /^(?:\[?[\da-fA-F.:]*\]?:)?(?:\d+(?:-\d+)?:)?\d+(?:-\d+)?(?:\/(?:tcp|udp|sctp)?(?:\/.*)?)?$/i;

type Report = (message: string, code?: string, hint?: string) => void;

function checkFrom({ args }: Instruction, report: Report) {
  const words = splitPlainWords(args).map((word) => word.text);
  if (words.length !== 1 && !(words.length === 3 && words[1]!.toLowerCase() === "as")) {
    report("FROM takes an image and, if wanted, AS and a name: FROM image AS name.");
  } else if (words.length === 3 && !STAGE_NAME.test(words[2]!.toLowerCase())) {
    report(
      `"${words[2]}" cannot name a stage: begin with a letter; then letters, digits, ".", "_", "-".`,
      "stage-name",
    );
  }
}

function checkPairs({ keyword, args }: Instruction, escapeToken: string, report: Report) {
  const words = splitQuotedWords(args, escapeToken).map((word) => word.text);
  const example = `${keyword} ${keyword === "ENV" ? "NAME" : "key"}=value`;
  if (!words[0]?.includes("=")) {
    if (!/[\t\v\f\r ]/.test(args)) report(`${keyword} needs a value: ${example}.`);
    return;
  }
  for (const word of words) {
    if (!word.includes("="))
      report(`"${word}" has no "=": ${example} …, with quotes around values that have spaces.`);
    else if (word.startsWith("=")) report(`A name is missing before "=" in ${word}.`);
  }
}

function checkSources({ keyword, args, json }: Instruction, report: Report) {
  const words = Array.isArray(json) ? json : splitPlainWords(args).map((word) => word.text);
  if (words.length < 2) {
    report(`${keyword} needs at least a source and a destination.`);
  } else if (readHeredocMark(words.at(-1)!)) {
    report(`${keyword} needs a destination after the heredoc: ${keyword} <<EOF /path.`);
  } else if (keyword === "COPY" && words.slice(0, -1).some((word) => /^https?:\/\//.test(word))) {
    report("COPY takes no URL.", "copy-url", "ADD does: ADD https://… /path");
  }
}

function checkOnbuild({ trigger }: Instruction, report: Report) {
  const keyword = trigger?.keyword ?? "";
  if (keyword === "ONBUILD") report("ONBUILD cannot hold another ONBUILD.");
  else if (keyword === "FROM" || keyword === "MAINTAINER") report(`ONBUILD cannot hold ${keyword}.`);
}

/** Returns what is wrong with the number and the form of an instruction's arguments. */
export function checkArguments(instruction: Instruction, escapeToken: string): Fault[] {
  const { keyword, args, json } = instruction;
  const faults: Fault[] = [];
  const report: Report = (message, code = "arguments", hint) =>
    faults.push(
      faultIn(instruction, argsRange(instruction), {
        severity: "error",
        code,
        message,
        ...(hint && { hint }),
      }),
    );

  if (args === "" && !MAY_BE_EMPTY.has(keyword)) {
    report(`${keyword} needs an argument: ${instructionRules[keyword]!.form}`);
    return faults;
  }
  if (json === "mixed" && EXEC_FORM.has(keyword)) {
    report(
      "The JSON form holds strings only.",
      "json-form",
      'Put everything in double quotes: ["program", "1"]',
    );
    return faults;
  }
  switch (keyword) {
    case "FROM":
      checkFrom(instruction, report);
      break;
    case "ENV":
    case "LABEL":
      checkPairs(instruction, escapeToken, report);
      break;
    case "ARG":
      if (splitQuotedWords(args, escapeToken).some((word) => word.text.startsWith("=")))
        report("ARG needs a name before =.");
      break;
    case "COPY":
    case "ADD":
      checkSources(instruction, report);
      break;
    case "HEALTHCHECK":
      checkHealth(instruction, report);
      break;
    case "SHELL":
      if (!Array.isArray(json) || json.length === 0) {
        report(
          "SHELL takes the JSON form.",
          "json-form",
          'For example SHELL ["/bin/bash", "-o", "pipefail", "-c"]',
        );
      }
      break;
    case "VOLUME":
      if (Array.isArray(json) && (json.length === 0 || json.some((path) => path.trim() === "")))
        report("VOLUME needs a path.");
      break;
    case "EXPOSE":
      for (const { text } of splitPlainWords(args)) {
        if (!/["'$\\`]/.test(text) && !PORT.test(text))
          report(`"${text}" is no port: 8080, 8000-8010 or 53/udp.`, "port");
      }
      break;
    case "STOPSIGNAL":
      if (/^[^\s"'$]+\s/.test(args)) report(`STOPSIGNAL takes one signal, not "${args}".`, "signal");
      break;
    case "ONBUILD":
      checkOnbuild(instruction, report);
      break;
  }
  return faults;
}
