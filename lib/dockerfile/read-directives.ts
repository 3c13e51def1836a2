import type { PhysicalLine } from "#lib/dockerfile/logical-line";
import type { Fault } from "#lib/dockerfile/problem";
import { trimStart } from "#lib/dockerfile/white-space";

export interface Directives {
  escapeToken: string;
  /** The frontend that `# syntax=` asks for. */
  syntax: string | null;
  faults: Fault[];
}

/** Returns the parser directives (`# escape=`, `# syntax=`, `# check=`): the first lines, until one is something else. */
export function readDirectives(lines: PhysicalLine[]): Directives {
  const directives: Directives = { escapeToken: "\\", syntax: null, faults: [] };
  const seen = new Set<string>();
  for (const line of lines) {
    const match = /^#\s*([a-zA-Z][a-zA-Z0-9]*)\s*=\s*(.+?)\s*$/.exec(trimStart(line.text));
    const name = match?.[1]?.toLowerCase() ?? "";
    const value = match?.[2] ?? "";
    if (name !== "escape" && name !== "syntax" && name !== "check") break;
    const fault = { severity: "error" as const, start: line.start, end: line.end };
    if (seen.has(name)) {
      directives.faults.push({
        ...fault,
        code: "directive-twice",
        message: `"# ${name}=" can stand only once.`,
      });
      break;
    }
    seen.add(name);
    if (name === "syntax") directives.syntax = value.split(" ")[0]!;
    if (name === "escape") {
      if (value === "\\" || value === "`") directives.escapeToken = value;
      else {
        const message = `"# escape=" takes \\ or \`, not "${value}".`;
        directives.faults.push({ ...fault, code: "directive-invalid", message });
        break;
      }
    }
  }
  return directives;
}
