// biome-ignore-all lint/suspicious/noTemplateCurlyInString: Dockerfiles have variables of their own.
import { describe, expect, test } from "vitest";
import { checkDockerfile } from "#lib/dockerfile/check-dockerfile";

const DIGEST = `sha256:${"24454f830cdb571e2c4ad15481119c43".repeat(2)}`;
const errors = (text: string) => checkDockerfile(text).filter(({ severity }) => severity === "error");
const codes = (text: string) => checkDockerfile(text).map(({ code }) => code);

// Each was put to the Dockerfile frontend of BuildKit 0.34, which takes them all.
const accepted: Record<string, string> = {
  "one line": "FROM debian",
  "no newline at the end, CRLF, byte order mark": "\ufeffFROM debian\r\nRUN echo a \\\r\n  && echo b",
  "lower and mixed case": "from debian as Build\nrun true\nfrom build\nCoPy --from=build /a /b",
  directives:
    "# syntax=docker/dockerfile:1.20\n# escape=`\n# check=skip=all\nFROM debian\nRUN a `\n  b\nCOPY --from=x C:\\a C:\\b\\",
  "a comment that only looks like a directive": "# note: a = b\n# escape=x\nFROM debian",
  heredocs:
    "FROM debian\nRUN <<EOF\nFROM nothing\n  EOF\nEOF\nCOPY <<-'A' <<B /to/\n\tx\n\tA\ny $z\nB\nRUN cat <<X | sh -x\nX",
  "a shift that is no heredoc": "FROM debian\nRUN echo $((1<<2)) && cat<<EOF || true",
  "an open quote that the shell will judge": "FROM debian\nRUN echo \"a\nRUN it's",
  mounts: `FROM debian\nRUN --mount=type=cache,target=/c,sharing=locked --mount=type=secret,id=t,required,env=T --mount=type=tmpfs,target=/t,size=1g --mount=type=ssh --mount=target=/s,"source=a b",from=debian@${DIGEST} --network=none true`,
  "a mount with variables":
    "FROM debian\nARG T=cache\nRUN --mount=type=$T,target=${D:-/x} --security=sandbox --device=a/b=c true",
  "flags of COPY and ADD": `FROM debian\nCOPY --link --chown=1:1 --chmod=u=rw --parents --exclude=*.md --exclude=x --from=alpine a b /c/\nADD --checksum=${DIGEST} --unpack=false --keep-git-dir --link=true https://x.example/y.git#v1 /z`,
  "JSON forms":
    'FROM debian\nCOPY --from=x ["a b", "c d/"]\nSHELL ["/bin/bash", "-c"]\nVOLUME ["/a"]\nCMD []\nENTRYPOINT [ "a" ]\nRUN [ -f x ]\nRUN ["a", "\\u00e9"]',
  "instructions without arguments": "FROM debian\nRUN\nCMD\nENTRYPOINT",
  "health checks":
    'FROM debian\nHEALTHCHECK --interval=1m30s --timeout=.5s --start-period=0 --start-interval=5s --retries=0 CMD x\nHEALTHCHECK NONE\nHEALTHCHECK --interval=5s cmd ["a"]',
  platforms:
    "ARG P=linux/arm64\nFROM --platform=$BUILDPLATFORM debian AS a\nFROM --platform=${P} debian:$TARGETARCH\nFROM --platform=linux/arm/v7 a",
  "arguments in FROM":
    'ARG A=bookworm\nARG B="x${A}" C=\'y\'\nARG D\nFROM debian:${A%worm}-${B:-n}${D}\nFROM debian:${D:-z}\nFROM ${E:+never}debian:${A/book/x}${A#b*o}\nFROM "debian"',
  "stages by name and number":
    "FROM scratch AS one\nFROM one AS two\nCOPY --from=0 /a /b\nCOPY --from=ONE /a /b\nRUN --mount=from=one,target=/x true",
  "ENV in both forms":
    'FROM debian\nENV e=1 A=1 B="two words" C=a\\ b D=\'x\'\nENV E several words here\nLABEL a b\nLABEL "a.b"="c" d=${e:?asked}',
  ports:
    "FROM debian\nENV P=1 Q=2\nEXPOSE 80 53/udp 8000-8010/tcp 127.0.0.1:80:80 [::1]:8080:8080 $P ${Q}/sctp 80/TCP",
  "empty lines and comments inside": "FROM debian\nRUN a \\\n\n  # note\n  && b \\\n# more\n",
  "a continuation at the end": "FROM debian\nRUN a \\\n  ",
  "ONBUILD, whatever it holds":
    "FROM debian\nONBUILD RUN --mount=type=none x\nONBUILD COPY <<EOF /a\nx\nEOF\nONBUILD RUBBISH",
  "old and odd":
    "FROM debian\nMAINTAINER some one\nSTOPSIGNAL 9\nUSER a:b\nWORKDIR  with space\nARG a b=c d\nVOLUME /a /b\nENV a=$b\\$c",
  "wrong words in a stage that nothing needs":
    'FROM debian AS unused\nSTOPSIGNAL a b\nENV A="x\nCOPY --from=later / /\nFROM debian AS later',
  "a name that is a reference by digest": `FROM Registry.example:5000/a__b/c-d.e:T_1.x@${DIGEST} AS x`,
  "no-break spaces in a command": "FROM debian\nRUN echo\u00a0a",
};

describe("accepts what BuildKit accepts", () => {
  test.each(Object.entries(accepted))("%s", (_, text) => {
    expect(errors(text)).toEqual([]);
  });
});

// [what, text, code, line, column, end line, end column]
const refused: [string, string, string, number, number, number, number][] = [
  ["nothing", "", "empty", 1, 1, 1, 1],
  ["only comments", "# syntax=x\n\n  # y\n", "empty", 1, 1, 1, 1],
  ["no FROM", "ARG A=1\nRUN a", "no-from", 2, 1, 2, 4],
  ["only ARG", "ARG A=1", "no-from", 1, 1, 1, 4],
  ["an instruction before FROM", "ARG A\nRUN a\nFROM x", "before-from", 2, 1, 2, 4],
  ["NUL", "FROM x\nRUN a\0b", "nul-byte", 2, 6, 2, 7],
  ["unknown instruction", "FROM x\n  RUNN a", "unknown-instruction", 2, 3, 2, 7],
  ["a no-break space after the keyword", "FROM x\nRUN\u00a0a", "unknown-instruction", 2, 1, 2, 6],
  ["a line that lost its backslash", "FROM x\nRUN a\n  && b", "unknown-instruction", 3, 3, 3, 5],
  ["FROM without image", "FROM", "arguments", 1, 1, 1, 5],
  ["FROM with two words", "FROM x y", "arguments", 1, 6, 1, 9],
  ["a stage name", "FROM x AS 1a", "stage-name", 1, 6, 1, 13],
  ["upper case in an image", "FROM Debian", "reference-invalid", 1, 6, 1, 12],
  ["an empty tag", "FROM debian:", "reference-invalid", 1, 6, 1, 13],
  ["a broken digest", "FROM debian@sha256:abc", "reference-invalid", 1, 6, 1, 23],
  ["an ARG without default", "ARG V\nFROM debian:$V", "arg-without-default", 2, 6, 2, 15],
  ["an ARG that nobody defines", "FROM $BASE", "arg-without-default", 1, 6, 1, 11],
  ["an ARG after FROM", "FROM x\nARG V=1\nFROM y:$V", "arg-without-default", 3, 6, 3, 10],
  ["an empty expression", "ARG A=\nFROM $A", "base-empty", 2, 6, 2, 8],
  ["an unknown platform variable", "FROM --platform=$BULIDPLATFORM x", "arg-without-default", 1, 6, 1, 31],
  ["a bad substitution", "FROM ${", "word-invalid", 1, 6, 1, 8],
  ["an unknown flag", "FROM x\nCOPY --form=y a b", "unknown-flag", 2, 6, 2, 14],
  ["a flag where none can be", "FROM x\nENV --a=b c=d", "unknown-flag", 2, 5, 2, 10],
  ["a flag twice", "FROM x\nCOPY --chown=a --chown=b --from=x a b", "flag-twice", 2, 16, 2, 25],
  ["a flag without value", "FROM x\nCOPY --from --chown=a a b", "flag-value", 2, 6, 2, 12],
  ["a flag that is no boolean", "FROM x\nCOPY --from=a --link=yes a b", "flag-value", 2, 15, 2, 25],
  ["a network that is none", "FROM x\nRUN --network=$N a", "flag-value", 2, 5, 2, 17],
  ["a mount type", "FROM x\nRUN --mount=type=cash,target=/x a", "mount-invalid", 2, 18, 2, 22],
  [
    "a mount key on a continued line",
    "FROM x\nRUN \\\n  --mount=typ=cache \\\n  a",
    "mount-invalid",
    3,
    15,
    3,
    20,
  ],
  ["a variable in a mount's from", "FROM x\nRUN --mount=from=$A,target=/x a", "mount-invalid", 2, 18, 2, 20],
  ["an empty secret", "FROM x\nRUN --mount=type=secret a", "mount-invalid", 2, 5, 2, 24],
  ["COPY with one path", "FROM x\nCOPY a", "arguments", 2, 6, 2, 7],
  ["COPY of a URL", "FROM x\nCOPY https://a.example/b /c", "copy-url", 2, 6, 2, 28],
  ["COPY with quotes", 'FROM x\nCOPY --from=x "a b" /c', "word-invalid", 2, 15, 2, 17],
  ["COPY from a variable", "ARG A=x\nFROM x\nCOPY --from=$A a b", "from-variable", 3, 13, 3, 15],
  ["COPY from itself", "FROM x AS a\nCOPY --from=a a b", "from-itself", 2, 13, 2, 14],
  ["COPY from a stage that is not there", "FROM x\nFROM y\nCOPY --from=2 a b", "from-unknown", 3, 13, 3, 14],
  ["a heredoc without destination", "FROM x\nCOPY a <<EOF\nEOF", "arguments", 2, 6, 2, 13],
  ["a heredoc without end", "FROM x\nRUN <<EOF\na\n EOF\n", "heredoc-open", 2, 1, 2, 10],
  ["ENV without value", "FROM x\nENV A", "arguments", 2, 5, 2, 6],
  ["ENV with a word too many", "FROM x\nENV A=b c", "arguments", 2, 5, 2, 10],
  ["an open quote in ENV", 'FROM x\nENV A=b \\\n  C="d', "word-invalid", 3, 3, 3, 7],
  ["an open quote in LABEL", "FROM x\nLABEL a='b", "word-invalid", 2, 7, 2, 11],
  ["an unknown modifier", "FROM x\nWORKDIR ${A^^}", "word-invalid", 2, 9, 2, 15],
  ["numbers in JSON", 'FROM x\nCMD ["a", 1]', "json-form", 2, 5, 2, 13],
  ["SHELL without JSON", "FROM x\nSHELL bash -c", "json-form", 2, 7, 2, 14],
  ["an empty volume", 'FROM x\nVOLUME ["/a", " "]', "arguments", 2, 8, 2, 19],
  ["two signals", "FROM x\nSTOPSIGNAL 9 15", "signal", 2, 12, 2, 16],
  ["a port", "FROM x\nEXPOSE 80 http", "port", 2, 8, 2, 15],
  ["a health check of no kind", "FROM x\nHEALTHCHECK curl x", "arguments", 2, 13, 2, 19],
  ["a health check without command", "FROM x\nHEALTHCHECK CMD", "arguments", 2, 13, 2, 16],
  ["a duration", "FROM x\nHEALTHCHECK --interval=5 CMD a", "flag-value", 2, 26, 2, 31],
  ["ONBUILD ONBUILD", "FROM x\nONBUILD ONBUILD RUN a", "arguments", 2, 9, 2, 22],
  ["ONBUILD FROM", "FROM x\nONBUILD FROM y", "arguments", 2, 9, 2, 15],
  ["ARG without a name", "FROM x\nARG =a", "arguments", 2, 5, 2, 7],
  ["an escape that is none", "# escape=/\nFROM x", "directive-invalid", 1, 1, 1, 11],
  ["a directive twice", "# escape=`\n# escape=`\nFROM x", "directive-twice", 2, 1, 2, 11],
  [
    "a line beyond what the engine reads",
    `FROM x\nRUN ${"a".repeat(66_000)}`,
    "line-too-long",
    2,
    1,
    2,
    66_005,
  ],
];

describe("refuses, and says where", () => {
  test.each(refused)("%s", (_, text, code, line, column, endLine, endColumn) => {
    const found = errors(text).map((problem) => [
      problem.code,
      problem.line,
      problem.column,
      problem.endLine,
      problem.endColumn,
    ]);
    expect(found).toContainEqual([code, line, column, endLine, endColumn]);
  });

  test("a Dockerfile of more than 256 KiB, counted in bytes of UTF-8", () => {
    const line = `# ${"é".repeat(510)}\n`;
    expect(errors(`FROM x\n${line.repeat(255)}`)).toEqual([]);
    expect(errors(`FROM x\n${line.repeat(257)}`)).toMatchObject([{ code: "too-long", line: 1, column: 1 }]);
    expect(checkDockerfile("x".repeat(300_000))[0]!.message).toBe(
      "The Dockerfile has 293 KiB; at most 256 KiB are taken.",
    );
  });

  test("with a word on what was probably meant", () => {
    expect(checkDockerfile("FROM x\nRNU a")[0]).toMatchObject({
      message: '"RNU" is no Dockerfile instruction.',
      hint: "Did you mean RUN?",
    });
    expect(checkDockerfile("FROM x\nCOPY --form=y a b")[0]!.hint).toBe("Did you mean --from?");
    expect(checkDockerfile("FROM x\nRUN a\n  && b")[0]!.hint).toMatch(/end that line with \\/);
    expect(checkDockerfile("FROM Debian")[0]!.hint).toBe("Image names are in lower case: debian.");
  });

  test("an error however many warnings come before it", () => {
    const problems = checkDockerfile(`FROM x\n${"COPY a b\n".repeat(500)}RUNN x`);
    expect(problems).toHaveLength(100);
    expect(problems.at(-1)).toMatchObject({ code: "unknown-instruction", line: 502 });
  });
});

describe("remarks, as warnings only", () => {
  test.each([
    ["COPY of a file that will not be there", "FROM x\nCOPY app.py /app/", "no-context"],
    ["ADD of a file", "FROM x\nADD a.tar /", "no-context"],
    ["a mount of the context", "FROM x\nRUN --mount=type=bind,source=a,target=/b c", "no-context"],
    ["a heredoc", "FROM x\nRUN <<E\nE", "heredoc-engine"],
    ["a flag that Debian's engine does not know", "FROM x\nCOPY --link --from=a b c", "flag-engine"],
    ["MAINTAINER", "FROM x\nMAINTAINER me", "maintainer"],
    ["two CMD", "FROM x\nCMD a\nCMD b", "overridden"],
    ["single quotes in JSON", "FROM x\nCMD ['a', 'b']", "json-invalid"],
    ["a relative WORKDIR", "FROM x\nWORKDIR app", "workdir-relative"],
    ["an empty line inside", "FROM x\nRUN a \\\n\n b", "empty-continuation"],
    ["a secret in ENV", "FROM x\nENV API_TOKEN=abc", "secret-name"],
    ["a secret in ARG", "FROM x\nARG NPM_TOKEN", "secret-name"],
    ["ENV without =", "FROM x\nENV a b", "env-form"],
    ["keywords in two cases", "FROM x\nrun a", "keyword-case"],
    ["a stage name twice", "FROM x AS a\nFROM x AS a", "stage-twice"],
    ["what ONBUILD cannot do later", "FROM x\nONBUILD RUNN a", "unknown-instruction"],
  ])("%s", (_, text, code) => {
    expect(checkDockerfile(text)).toMatchObject([{ code, severity: "warning" }]);
  });

  test.each([
    ["COPY from a stage", "FROM x AS a\nFROM y\nCOPY --from=a /b /c"],
    ["a heredoc's own file", "FROM x\nADD https://a.example/b /c"],
    ["ADD of a repository", "FROM x\nADD git@a.example:b/c.git /d"],
    ["a cache mount", "FROM x\nRUN --mount=type=cache,target=/a b"],
    ["a variable named like a public key", "FROM x\nENV TOKENIZERS_PARALLELISM=false KEYBOARD=us"],
    ["a relative WORKDIR below an absolute one", "FROM x\nWORKDIR /a\nWORKDIR b"],
    ["one CMD in each stage", "FROM x\nCMD a\nFROM y\nCMD b"],
    ["all in lower case", "from x\nrun a"],
  ])("not on %s", (_, text) => {
    expect(codes(text)).toEqual([]);
  });
});

test.each([
  ["many unknown instructions", "x\n".repeat(130_000)],
  ["many variables", `FROM x\n${"ENV A=$B C=${D}\n".repeat(16_000)}`],
  ["many stages that use each other", `${"FROM x AS a\nCOPY --from=a b c\n".repeat(8_500)}`],
  ["deeply nested variables", `FROM ${"${a:-".repeat(50_000)}`],
  ["deeply nested ONBUILD", `FROM x\n${"ONBUILD ".repeat(8_000)}RUN a`],
  ["a hostile pattern", `ARG A=${"a".repeat(500)}\n${`FROM x:\${A#${"*a".repeat(100)}b}\n`.repeat(20)}`],
  ["one long continued instruction", `FROM x\nRUN a ${"\\\n b".repeat(60_000)}`],
  ["many heredocs that do not end", `FROM x\n${"RUN <<A <<B\n".repeat(20_000)}`],
])("answers at once: %s", (_, text) => {
  const start = performance.now();
  expect(text.length).toBeLessThan(262_144);
  checkDockerfile(text);
  expect(performance.now() - start).toBeLessThan(3_000);
});
