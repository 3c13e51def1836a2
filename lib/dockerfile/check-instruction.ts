import { checkArguments } from "#lib/dockerfile/check-arguments";
import { checkFlags } from "#lib/dockerfile/check-flags";
import { checkMounts } from "#lib/dockerfile/check-mounts";
import { checkWords } from "#lib/dockerfile/check-words";
import { faultIn } from "#lib/dockerfile/fault-in";
import { instructionRules } from "#lib/dockerfile/instruction-rules";
import type { Instruction } from "#lib/dockerfile/parse-dockerfile";
import type { Fault } from "#lib/dockerfile/problem";
import { suggestWord } from "#lib/dockerfile/suggest-word";

function explainUnknown(
  { writtenKeyword, line }: Instruction,
  previous: Instruction | undefined,
): string | undefined {
  const space = /[^\t-\r -~]/.exec(writtenKeyword);
  if (space && /\s/.test(space[0])) return "There is a no-break space in it: type a plain space instead.";
  const meant = suggestWord(writtenKeyword, Object.keys(instructionRules));
  if (meant) return `Did you mean ${meant}?`;
  if (previous && previous.endLine === line - 1)
    return "If it belongs to the line above, end that line with \\.";
  return undefined;
}

/** Returns what BuildKit refuses in one instruction, by itself; `previous` is the one above it. */
export function checkInstruction(
  instruction: Instruction,
  escapeToken: string,
  previous?: Instruction,
): Fault[] {
  const { keyword, writtenKeyword, trigger } = instruction;
  if (!Object.hasOwn(instructionRules, keyword)) {
    const shown = writtenKeyword.length > 40 ? `${writtenKeyword.slice(0, 40)}…` : writtenKeyword;
    const hint = explainUnknown(instruction, previous);
    const message = `"${shown}" is no Dockerfile instruction.`;
    return [
      faultIn(instruction, null, {
        severity: "error",
        code: "unknown-instruction",
        message,
        ...(hint && { hint }),
      }),
    ];
  }
  const faults = [...checkFlags(instruction), ...checkArguments(instruction, escapeToken)];
  if (keyword === "RUN") faults.push(...checkMounts(instruction));
  if (trigger && !/^(ONBUILD|FROM|MAINTAINER)$/.test(trigger.keyword)) {
    // Only the builds that meet the trigger read it, so this one succeeds.
    const later = checkInstruction(trigger, escapeToken).map((fault) => ({
      ...fault,
      severity: "warning" as const,
    }));
    faults.push(...later);
  }
  return faults.length > 0 ? faults : checkWords(instruction, escapeToken);
}
