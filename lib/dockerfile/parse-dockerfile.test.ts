import { expect, test } from "vitest";
import { parseDockerfile } from "#lib/dockerfile/parse-dockerfile";

const outline = (text: string) =>
  parseDockerfile(text).instructions.map(({ keyword, line, endLine, args }) => [
    keyword,
    line,
    endLine,
    args,
  ]);

test("joins continued lines, leaves out comments and empty lines between them", () => {
  const text = "FROM a\nRUN one \\\n  # note\n\n  two\\\n three\n\n  # end\nCMD x";
  expect(outline(text)).toEqual([
    ["FROM", 1, 1, "a"],
    ["RUN", 2, 6, "one   two three"],
    ["CMD", 9, 9, "x"],
  ]);
});

test("takes no escaped backslash for a continuation, and white space after one for nothing", () => {
  expect(outline("FROM a\nRUN x \\\\\nRUN y \\ \t\n z")).toEqual([
    ["FROM", 1, 1, "a"],
    ["RUN", 2, 2, "x \\\\"],
    ["RUN", 3, 4, "y  z"],
  ]);
});

test("follows the escape directive, which counts only in the first lines", () => {
  expect(parseDockerfile("# syntax=a/b:1 x\n#ESCAPE = `\nFROM a\nRUN b `\n c")).toMatchObject({
    escapeToken: "`",
    syntax: "a/b:1",
    instructions: [{ line: 3 }, { line: 4, endLine: 5, args: "b  c" }],
  });
  expect(parseDockerfile("\n# escape=`\nFROM a")).toMatchObject({ escapeToken: "\\" });
});

test("ends an instruction after its heredocs, whatever they hold", () => {
  const text = "FROM a\nRUN <<A cat <<-'B C'\nFROM x\nA\n\tRUN y \\\n\tB C\nCMD z";
  expect(outline(text)).toEqual([
    ["FROM", 1, 1, "a"],
    ["RUN", 2, 6, "<<A cat <<-'B C'"],
    ["CMD", 7, 7, "z"],
  ]);
  expect(outline("FROM a\nRUN cat<<A\nRUN echo '<<B'\nENV x=<<C\nCMD z")).toHaveLength(5);
});

test("tells flags from arguments", () => {
  const text = 'FROM a\nCOPY --chown=1:2 --link --from="a b" -- --x /y';
  const { flags, args } = parseDockerfile(text).instructions[1]!;
  expect(flags.map(({ name, value }) => [name, value])).toEqual([
    ["chown", "1:2"],
    ["link", null],
    ["from", "a b"],
  ]);
  expect(args).toBe("--x /y");
});

test("keeps offsets through continuations, CRLF and a byte order mark", () => {
  const text = "\ufeff# é\r\n  FROM a\r\n  RUN b \\\r\n c\r\n";
  const { start, end } = parseDockerfile(text).instructions[1]!;
  expect(text.slice(start, end)).toBe("RUN b \\\r\n c");
});
