import { peelPrefixes } from "#lib/dockerfile/peel-prefixes";
import { readShellCommands } from "#lib/dockerfile/read-shell-commands";

const FOREIGN = new Set(["apk", "dnf", "microdnf", "pacman", "tdnf", "yum", "zypper"]);

/** Returns the package manager of another distribution than Debian's that a script calls, or null. */
export function readForeignManager(script: string): string | null {
  for (const { words } of readShellCommands(script)) {
    const [first] = peelPrefixes(words.map(({ raw }) => ({ text: raw, line: 0 })));
    const name = first?.text?.replace(/^.*\//s, "") ?? "";
    if (FOREIGN.has(name)) return name;
  }
  return null;
}
