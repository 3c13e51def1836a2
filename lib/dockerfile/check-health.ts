import type { Instruction } from "#lib/dockerfile/parse-dockerfile";
import { readJsonArray } from "#lib/dockerfile/read-json-array";

const UNITS: Record<string, number> = {
  ns: 1e-6,
  us: 1e-3,
  µs: 1e-3,
  μs: 1e-3,
  ms: 1,
  s: 1e3,
  m: 6e4,
  h: 3.6e6,
};

/** Milliseconds of a duration as Go writes it ("1m30s", "0"), null where it is none. */
function readDuration(text: string): number | null {
  if (/^[-+]?0$/.test(text)) return 0;
  if (!/^[-+]?(?:(?:\d+\.?\d*|\.\d+)(?:ns|us|µs|μs|ms|s|m|h))+$/.test(text)) return null;
  const parts = text.matchAll(/(\d+\.?\d*|\.\d+)(ns|us|µs|μs|ms|s|m|h)/g);
  const sum = Array.from(parts).reduce((total, [, count, unit]) => total + Number(count) * UNITS[unit!]!, 0);
  return text.startsWith("-") ? -sum : sum;
}

/** Calls `report` with each thing that is wrong with a HEALTHCHECK. */
export function checkHealth(
  { args, flags }: Instruction,
  report: (message: string, code?: string) => void,
): void {
  const [, kind = "", command = ""] = /^(\S+)\s*([\s\S]*)$/.exec(args) ?? [];
  if (/^none$/i.test(kind)) {
    if (command !== "") report("HEALTHCHECK NONE takes nothing after it.");
    return;
  }
  const json = readJsonArray(command);
  if (!/^cmd$/i.test(kind)) report(`HEALTHCHECK takes CMD or NONE, not "${kind}".`);
  else if (json === "mixed") report("The JSON form holds strings only.", "json-form");
  else if (command === "" || json?.length === 0) report("HEALTHCHECK CMD needs a command.");

  for (const { name, value } of flags) {
    if (!value) continue;
    if (name === "retries") {
      if (!/^\+?\d+$/.test(value)) report(`--retries is a number, not "${value}".`, "flag-value");
      continue;
    }
    const duration = readDuration(value);
    if (duration === null) report(`--${name} is a time such as 30s or 1m30s, not "${value}".`, "flag-value");
    else if (duration !== 0 && duration < 1) report(`--${name} is at least 1ms.`, "flag-value");
  }
}
