// biome-ignore-all lint/suspicious/noTemplateCurlyInString: Dockerfiles have variables of their own.
import { classHighlighter, highlightCode } from "@lezer/highlight";
import { expect, test } from "vitest";
import { dockerfileLanguage } from "#components/editor/dockerfile-language";

/** Each highlighted piece with its class, line by line; plain text is left out. */
function highlight(text: string): string[][] {
  const lines: string[][] = [[]];
  highlightCode(
    text,
    dockerfileLanguage().language.parser.parse(text),
    classHighlighter,
    (code, classes) => {
      if (classes) lines.at(-1)!.push(`${code}:${classes.replaceAll("tok-", "")}`);
    },
    () => lines.push([]),
  );
  return lines;
}

test("keywords, flags, images, stages, variables", () => {
  expect(highlight('ARG T=1\nfrom --platform=linux/amd64 a:${T} AS one\nENV A="x $T" B=2')).toEqual([
    ["ARG:keyword", "T:variableName definition", "1:number"],
    [
      "from:keyword",
      "--platform=:propertyName",
      "linux/amd64:string",
      "a::string",
      "${T}:variableName definition",
      "AS:keyword",
      "one:variableName definition",
    ],
    [
      "ENV:keyword",
      "A:variableName definition",
      '"x :string',
      "$T:variableName definition",
      '":string',
      "B:variableName definition",
      "2:number",
    ],
  ]);
});

test("the shell in RUN, through continuations and comments", () => {
  expect(highlight('RUN echo "a \\\n  # note\n  b" && ls -l \\\n  | tee x\nCMD x')).toEqual([
    ["RUN:keyword", "echo:variableName", '"a :string', "\\:punctuation"],
    ["  # note:comment"],
    ['  b":string', "ls:variableName", "-l:propertyName", "\\:punctuation"],
    ["tee:variableName"],
    ["CMD:keyword"],
  ]);
});

test("heredocs end where BuildKit ends them", () => {
  const lines = highlight("RUN <<A cat <<-'B'\nRUN x\nA\n\tFROM y\n\tB\nCOPY <<C /d\nFROM z\nC\nFROM w");
  expect(lines[0]).toEqual(["RUN:keyword", "<<A:meta", "cat:variableName", "<<-'B':meta"]);
  expect(lines[1]).toEqual([]);
  expect(lines[4]).toEqual(["\tB:meta"]);
  expect(lines[6]).toEqual(["FROM z:string"]);
  expect(lines[8]).toEqual(["FROM:keyword", "w:string"]);
});

test("directives, and the escape character that they set", () => {
  expect(highlight("# escape=`\nRUN a `\n  b\n# syntax=no")).toEqual([
    ["# escape=`:meta"],
    ["RUN:keyword", "`:punctuation"],
    [],
    ["# syntax=no:comment"],
  ]);
});

test("what is no instruction", () => {
  expect(highlight("FROM a\nRUNN b")[1]).toEqual(["RUNN:invalid"]);
});

test("the JSON form, ONBUILD and HEALTHCHECK", () => {
  expect(highlight('CMD ["a", "b"]\nONBUILD RUN --network=none x\nHEALTHCHECK --retries=3 CMD y')).toEqual([
    ["CMD:keyword", '"a":string', '"b":string'],
    ["ONBUILD:keyword", "RUN:keyword", "--network=:propertyName", "none:string"],
    ["HEALTHCHECK:keyword", "--retries=:propertyName", "3:string", "CMD:keyword"],
  ]);
});
