import { type Argument, splitOptions } from "#lib/dockerfile/split-options";

export const SHELLS: ReadonlySet<string> = new Set(["sh", "bash", "dash", "ash", "ksh", "zsh"]);

/** Commands that run the one after them, with their options that take a value and how many operands of their own. */
const PREFIXES = new Map<string, { valued: string; operands: number }>([
  [
    "sudo",
    {
      valued: "-u -g -h -p -C -r -t -T -U -D -R --user --group --host --prompt --chdir --chroot",
      operands: 0,
    },
  ],
  ["env", { valued: "-u -C --unset --chdir", operands: 0 }],
  ["command", { valued: "", operands: 0 }],
  ["exec", { valued: "-a", operands: 0 }],
  ["eatmydata", { valued: "", operands: 0 }],
  ["nohup", { valued: "", operands: 0 }],
  ["nice", { valued: "-n --adjustment", operands: 0 }],
  ["ionice", { valued: "-c -n --class --classdata", operands: 0 }],
  ["timeout", { valued: "-k -s --kill-after --signal", operands: 1 }],
  ["gosu", { valued: "", operands: 1 }],
  ["su-exec", { valued: "", operands: 1 }],
]);

const baseName = (argument: Argument | undefined) => argument?.text?.replace(/^.*\//s, "") ?? "";
const isAssignment = ({ text }: Argument) => text !== null && /^[A-Za-z_]\w*=/.test(text);

/** Returns a command's words without assignments and commands such as sudo and env before them. */
export function peelPrefixes(words: readonly Argument[]): readonly Argument[] {
  let rest = words;
  for (;;) {
    const at = rest.findIndex((word) => !isAssignment(word));
    if (at === -1) return [];
    rest = rest.slice(at);
    const prefix = PREFIXES.get(baseName(rest[0]));
    if (!prefix) return rest;
    const valued = prefix.valued.split(" ");
    let next = 1;
    for (; next < rest.length && rest[next]!.text?.startsWith("-"); next++) {
      const { text } = rest[next]!;
      if (text === "--") {
        next++;
        break;
      }
      // `command -v x` only asks.
      if (baseName(rest[0]) === "command" && text !== "-p") return [];
      if (valued.includes(text!)) next++;
    }
    rest = rest.slice(next + prefix.operands);
  }
}

/** Returns the script of `bash -ec "…"` or `su user -c "…"`; null for other commands. */
export function readInnerScript(words: readonly Argument[]): Argument | null {
  const command = baseName(words[0]);
  if (command === "su" || command === "runuser") {
    const at = words.findIndex(({ text }) => text === "-c" || text === "--command");
    return at === -1 ? null : (words[at + 1] ?? null);
  }
  if (!SHELLS.has(command)) return null;
  const { options, operands } = splitOptions(
    words.slice(1),
    new Set(["-o", "-O", "--rcfile", "--init-file"]),
  );
  const first = operands[0];
  return options.has("-c") && first ? first : null;
}
