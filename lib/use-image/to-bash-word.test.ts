// biome-ignore-all lint/suspicious/noTemplateCurlyInString: Dockerfiles have variables of their own.
import { execFileSync } from "node:child_process";
import { expect, test } from "vitest";
import { expandWord } from "#lib/dockerfile/expand-word";
import { toBashWord } from "#lib/use-image/to-bash-word";

const known: Record<string, string> = { A: "one", B: 'two "$x` \\', EMPTY: "" };
const isSet = (name: string) => name in known;

test.each([
  "plain/path-1.2:x",
  "$A",
  "${A}b",
  "$A-b_$B",
  '\'$A\' "$A" \\$A \\"',
  "`touch no` $(touch no)",
  "a\\ b'c'\"d\"",
  "${NONE:-x}${NONE-$A}${EMPTY:-y}${EMPTY-z}",
  "${A:+:$B}${NONE:+x}${EMPTY+y}$NONE",
  "'${NONE:-x}'",
  "!(a|b)*~ & ; < >",
])("%s means the same in Bash as in Docker", (written) => {
  const expected = expandWord(written, { escapeToken: "\\", get: (name) => known[name] }).text;
  // Without SHLVL a Bash that is given a socket believes itself remote and reads the profile.
  const env: NodeJS.ProcessEnv = { NODE_ENV: "test", PATH: process.env.PATH, SHLVL: "1", ...known };
  for (const values of [new Map(), new Map([["A", "one"]]), new Map(Object.entries(known))]) {
    const word = toBashWord(written, "\\", values, isSet)!;
    const script = `set -euo pipefail\nprintf %s ${word.text}`;
    expect(execFileSync("bash", ["-c", script], { encoding: "utf8", env }), word.text).toBe(expected);
  }
});

test("says which variables it asks for", () => {
  expect(toBashWord("$A${B:-$C}$D", "\\", new Map([["D", "d"]]), isSet)?.names.sort()).toEqual([
    "A",
    "B",
    "C",
  ]);
});

test.each(["${A%x}", "${A:?no}", "${A:-'b c'}", "$1", "$@", "'", "${A", "bakehouse_fallback_0", "\u0001"])(
  "does not try %j",
  (written) => {
    expect(toBashWord(written, "\\", new Map(), isSet)).toBeNull();
  },
);
