import { faultIn } from "#lib/dockerfile/fault-in";
import { type FlagRule, instructionRules } from "#lib/dockerfile/instruction-rules";
import type { Instruction } from "#lib/dockerfile/parse-dockerfile";
import type { Fault } from "#lib/dockerfile/problem";
import type { Flag } from "#lib/dockerfile/read-flags";
import { suggestWord } from "#lib/dockerfile/suggest-word";

/** These two take whatever stands before their arguments. */
const UNCHECKED = new Set(["ARG", "STOPSIGNAL"]);

function checkFlag(instruction: Instruction, flag: Flag, rule: FlagRule): Fault | null {
  const fault = (code: string, message: string) =>
    faultIn(instruction, flag, { severity: "error", code, message });
  if (rule.kind === "boolean") {
    if (flag.value === null || /^(true|false)$/i.test(flag.value)) return null;
    return fault("flag-value", `--${flag.name} is either true or false.`);
  }
  if (flag.value === null) return fault("flag-value", `--${flag.name} needs a value: --${flag.name}=…`);
  if (rule.values && flag.value !== "" && !rule.values.includes(flag.value)) {
    return fault("flag-value", `--${flag.name} is one of ${rule.values.join(", ")}, not "${flag.value}".`);
  }
  return null;
}

/** Returns what is wrong with the flags of one instruction. */
export function checkFlags(instruction: Instruction): Fault[] {
  const { keyword, flags } = instruction;
  const rule = instructionRules[keyword];
  if (!rule || UNCHECKED.has(keyword)) return [];
  if (keyword === "HEALTHCHECK" && /^none$/i.test(instruction.args)) return [];

  const faults: Fault[] = [];
  const seen = new Set<string>();
  for (const flag of flags) {
    const flagRule = Object.hasOwn(rule.flags, flag.name) ? rule.flags[flag.name] : undefined;
    if (!flagRule) {
      const names = Object.keys(rule.flags);
      const meant = suggestWord(flag.name, names);
      const message =
        names.length === 0 ? `${keyword} takes no flags.` : `${keyword} has no flag --${flag.name}.`;
      const list = names.map((name) => `--${name}`).join(", ");
      const hint = meant ? `Did you mean --${meant}?` : names.length > 0 ? `It has ${list}.` : undefined;
      faults.push(
        faultIn(instruction, flag, {
          severity: "error",
          code: "unknown-flag",
          message,
          ...(hint && { hint }),
        }),
      );
      continue;
    }
    if (seen.has(flag.name) && flagRule.kind !== "strings") {
      const message = `--${flag.name} stands twice.`;
      faults.push(faultIn(instruction, flag, { severity: "error", code: "flag-twice", message }));
    }
    seen.add(flag.name);
    const fault = checkFlag(instruction, flag, flagRule);
    if (fault) faults.push(fault);
  }
  return faults;
}
