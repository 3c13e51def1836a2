// biome-ignore-all lint/suspicious/noTemplateCurlyInString: Dockerfiles have variables of their own.
import { expect, test } from "vitest";
import { expandWord, WordError } from "#lib/dockerfile/expand-word";

const values: Record<string, string> = { name: "foobar", empty: "", path: "/a/b/c.tar.gz", star: "a*b" };
const expand = (text: string, escapeToken = "\\") =>
  expandWord(text, { escapeToken, get: (name) => values[name] }).text;

// From "Environment replacement" in the Dockerfile reference, and checked against BuildKit's shell package.
test.each([
  ["$name", "foobar"],
  ["${name}x", "foobarx"],
  ["$namex-$none", "-"],
  ["'$name' \"$name\" \\$name", "$name foobar $name"],
  ['"a\\"b\\c"', 'a"b\\c'],
  ["${none:-d}${none-e}${empty:-f}${empty-g}", "def"],
  ["${name:+x}${none:+x}${empty:+x}${empty+y}", "xy"],
  ["${none:-${name:-z}}", "foobar"],
  ["${none:-'a b'}", "a b"],
  ["${name:?no}", "foobar"],
  ["${path#*/}", "a/b/c.tar.gz"],
  ["${path##*/}", "c.tar.gz"],
  ["${path%.*}", "/a/b/c.tar"],
  ["${path%%.*}", "/a/b/c"],
  ["${name#f?o}", "bar"],
  ["${star#a\\*}", "b"],
  ["${name/o/0}", "f0obar"],
  ["${name//o/0}", "f00bar"],
  ["${name//[/x}", "foobar"],
  ["$1$@$$", ""],
  ["100$ a$", "100$ a$"],
])("%s", (text, expected) => {
  expect(expand(text)).toBe(expected);
});

test("escapes with the file's own character", () => {
  expect(expand("C:\\x`$name", "`")).toBe("C:\\x$name");
});

test.each(["'a", '"a', "${", "${name", "${}", "${:x}", "${name!}", "${name:#a}", "${none:?}", "${name/a}"])(
  "refuses %s",
  (text) => {
    expect(() => expand(text)).toThrow(WordError);
  },
);

test("splits into words where white space is not quoted", () => {
  const { words } = expandWord("a 'b c' \"d e\"f g\\ h << EOF", {
    escapeToken: "\\",
    get: () => undefined,
    raw: true,
  });
  expect(words).toEqual(["a", "'b c'", '"d e"f', "g\\ h", "<< EOF"]);
});
