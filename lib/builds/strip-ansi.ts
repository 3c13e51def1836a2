// ECMA-48 control sequences (colours, cursor movement) and operating system commands (titles, links).
const ANSI = /\u001b(?:\[[0-?]*[ -/]*[@-~]|\][^\u0007\u001b]*(?:\u0007|\u001b\\)?|[@-Z\\-_])/g;

/** A line of a log without its control sequences. */
export function stripAnsi(line: string): string {
  return line.replace(ANSI, "");
}
