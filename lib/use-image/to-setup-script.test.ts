// biome-ignore-all lint/suspicious/noTemplateCurlyInString: Dockerfiles have variables of their own.
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { startingPoints } from "#lib/dockerfile/starting-points";
import { toSetupScript } from "#lib/use-image/to-setup-script";

let home: string;
beforeEach(() => {
  home = mkdtempSync(`${tmpdir()}/setup-script-`);
});
afterEach(() => rmSync(home, { recursive: true }));

const make = (dockerfile: string) =>
  toSetupScript({
    team: "media",
    image: "ffmpeg",
    version: 3,
    dockerfile,
    platform: "linux/amd64",
    baseWorkdir: home,
  });

/** Runs a script as Codex would, and returns what it printed. */
function runBash(script: string): string {
  // Without SHLVL a Bash that is given a socket believes itself remote and reads the profile.
  const env: NodeJS.ProcessEnv = { NODE_ENV: "test", HOME: home, PATH: process.env.PATH, SHLVL: "1" };
  return execFileSync("bash", ["-s"], { input: script, env, encoding: "utf8", stdio: "pipe" });
}
const setUp = (...lines: string[]) => runBash(make(["FROM base", ...lines].join("\n")).setup);
/** What a shell has after the profile was read. */
const later = (command: string) => runBash(`. "$HOME/.bashrc"\n${command}`);
const why = (...lines: string[]) =>
  make(["FROM base", ...lines].join("\n"))
    .leftOut.slice(1)
    .map(({ line, instruction, why }) => [line, instruction, why] as const);

describe("the setup script, run", () => {
  test("runs each RUN in a shell of its own, in order, with nothing to read", () => {
    expect(
      setUp(
        "RUN X=1; cd /; echo one",
        "RUN echo two ${X:-unset}; pwd; cat",
        'RUN ["printf", "%s\\\\n", "a b", "$HOME"]',
      ),
    ).toBe(`one\ntwo unset\n${home}\na b\n$HOME\n`);
  });

  test("keeps what lines, comments, quotes and heredocs mean", () => {
    expect(
      setUp(
        "RUN echo a \\",
        "# a comment",
        "",
        "  b \\",
        "  && printf '%s\\n' 'c \\",
        "d' \"e \\",
        '  f" # echo g \\',
        "  && echo h",
        "RUN <<EOF",
        "echo heredoc $((1 + 1))",
        "cat <<X",
        "RUN",
        "X",
        "EOF",
        "RUN cat <<A && cat <<-B",
        "one",
        "A",
        "\ttwo",
        "B",
        "RUN <<EOF",
        "#!/usr/bin/env bash",
        "echo ${BASH_VERSION:+bash} $0",
        "EOF",
      ),
    ).toBe(
      `a b\nc d\ne   f\nheredoc 2\nRUN\none\ntwo\nbash ${home}/.local/state/bakehouse/media/ffmpeg/3/line-21\n`,
    );
  });

  test("takes SHELL, WORKDIR, ARG and ENV for what follows", () => {
    expect(
      setUp(
        'SHELL ["/bin/bash", "-o", "pipefail", "-c"]',
        "RUN shopt -o pipefail",
        "WORKDIR sub/dir",
        "WORKDIR ../$NAME-two",
        "ARG A=1",
        "ARG B=${A}2",
        "ENV C=\"$B three\" D='$A' A=9",
        "ENV OLD form of  it",
        'RUN pwd; echo $A $B $C $D; echo "$OLD"',
        "ARG A=7",
        "ENV E=${NONE:-default}",
        "RUN echo $A $E",
      ).split("\n"),
    ).toEqual([
      "pipefail       \ton",
      `${home}/sub/-two`,
      "9 12 12 three $A",
      "form of  it",
      "9 default",
      "",
    ]);
  });

  test("says which line failed, and goes on from there when it is run again", () => {
    const lines = ["RUN echo once >> $HOME/log", "RUN test -e $HOME/ready", "RUN echo last >> $HOME/log"];
    expect(() => setUp(...lines)).toThrow(/== Line 3 of the Dockerfile failed/);
    runBash("touch $HOME/ready");
    setUp(...lines);
    setUp(...lines);
    expect(readFileSync(`${home}/log`, "utf8")).toBe("once\nlast\n");
  });

  test("leaves ENV in the profile, once, and ARG nowhere", () => {
    const lines = ["ARG V=1.5", "ENV TOOL=/opt/tool-$V QUOTED='it''s \"$V\"'", "ENV PATH=$TOOL/bin:$PATH"];
    setUp(...lines);
    setUp(...lines);
    expect(later('echo "$TOOL|$QUOTED|${V-none}|$PATH"')).toBe(
      `/opt/tool-1.5|its "$V"|none|/opt/tool-1.5/bin:${process.env.PATH}\n`,
    );
    expect(readFileSync(`${home}/.bashrc`, "utf8").match(/from here/g)).toHaveLength(1);
  });

  test("no value of the Dockerfile becomes code", () => {
    setUp("ENV A=\"`touch $HOME/one`\" B='$(touch two)'", 'ENV C=$(touch\\ three) D="\\"; touch four; \\""');
    expect(later('ls -A; echo "$A|$B|$D"; cd $HOME; ls')).toContain(`|$(touch two)|"; touch four; "`);
    expect(later("cd $HOME; ls")).toBe("");
  });

  test("writes files of heredocs, with variables as COPY puts them in", () => {
    setUp(
      "ENV NAME=world",
      "COPY <<hello.txt <<'raw.txt' files/",
      'hello $NAME `echo no` "quoted"',
      "hello.txt",
      "raw $NAME",
      "FILE",
      "raw.txt",
      "COPY --chmod=755 <<EOF script.sh",
      "#!/bin/sh",
      "EOF",
      "RUN test -x script.sh",
    );
    expect(readFileSync(`${home}/files/hello.txt`, "utf8")).toBe('hello world `echo no` "quoted"\n');
    expect(readFileSync(`${home}/files/raw.txt`, "utf8")).toBe("raw $NAME\nFILE\n");
  });

  test("follows the chain of the last stage", () => {
    const dockerfile =
      "ARG WHO=all\nFROM base AS a\nARG WHO\nENV X=a\nRUN echo one $WHO\nFROM base AS b\nRUN echo never\nFROM a\nRUN echo two $X\n";
    expect(runBash(make(dockerfile).setup)).toBe("one all\ntwo a\n");
  });
});

describe("what cannot be carried over", () => {
  test("the base, always first", () => {
    const { leftOut, setup } = make("# x\nFROM codex-base:latest\n");
    expect(leftOut).toEqual([
      { line: 2, instruction: "FROM codex-base:latest", why: expect.stringContaining("its own image") },
    ]);
    expect(setup).toMatch(/# Not carried over:\n# {3}Line 2, FROM codex-base:latest\n# {5}Codex/);
    expect(make("FROM scratch").leftOut[0]!.why).toMatch(/never from an empty one/);
  });

  test.each([
    ['CMD ["x"]', /its own processes/],
    ["ENTRYPOINT x", /its own processes/],
    ["EXPOSE 80", /from outside/],
    ["HEALTHCHECK NONE", /healthy/],
    ["LABEL a=b", /labels/],
    ["ONBUILD RUN x", /built on this one/],
    ["STOPSIGNAL 9", /its own way/],
    ["USER node", /sandbox's own user/],
    ["VOLUME /x", /ordinary/],
    ["COPY . .", /beside the Dockerfile/],
    ["COPY --from=b /a /b", /another stage or image/],
    ["ADD git@example.com:a/b.git /x", /Git repository/],
    ["ADD https://example.com/a/b.git#v1 /x", /Git repository/],
    ["ADD https://example.com/x $UNKNOWN", /only the base image knows/],
    ["COPY <<EOF /x\n$UNKNOWN\nEOF", /only the base image knows/],
    ["RUN --mount=type=secret,id=x y", /needs a secret/],
    ["RUN --mount=type=bind,from=b,target=/x y", /mounts files/],
    ["RUN apk add --no-cache jq", /apt-get, not apk/],
    ["RUN yum -y update && true", /apt-get, not yum/],
    ['SHELL ["powershell", "-c"]', /does not have this shell/],
    ["ENV UID=5", /Bash cannot set UID/],
    ["ENV A-B=5", /Bash cannot set A-B/],
    ["ENV X=${UNKNOWN%x}", /Bash cannot set X/],
    ["ARG VERSION", /VERSION has no value/],
    ["WORKDIR ${UNKNOWN#x}", /what only the base image knows/],
  ])("%s", (line, expected) => {
    const [first, ...rest] = why(line);
    expect(first).toEqual([2, line.split("\n")[0], expect.stringMatching(expected)]);
    expect(rest).toEqual([]);
    expect(setUp(line)).toBe("");
  });

  test("a cache is left out, its RUN is not; a RUN in a shell that is not there is", () => {
    expect(why("RUN --mount=type=cache,target=/c echo x")).toEqual([
      [2, expect.any(String), expect.stringContaining("without the cache")],
    ]);
    expect(setUp("RUN --mount=type=cache,target=/c echo x")).toBe("x\n");
    expect(why('SHELL ["cmd"]', "RUN x").map(([line]) => line)).toEqual([2, 3]);
  });

  test("a long or odd instruction cannot leave its comment", () => {
    const { setup, leftOut } = make(`FROM base\nLABEL a="${"x".repeat(99)}"\nCMD echo \\\n  $(touch no)\r\n`);
    expect(leftOut[1]!.instruction).toHaveLength(60);
    for (const line of setup.split("# Not carried over:")[1]!.trim().split("\n")) expect(line).toMatch(/^#/);
  });
});

test("the maintenance script sets the same variables and asks for what apt-get installed", () => {
  const { maintenance } = make(
    "FROM base\nARG V=2\nENV TOOL=/opt/$V\nRUN apt-get install a1=1.0 libx-dev && pip install b",
  );
  expect(maintenance).toContain("export TOOL=/opt/2\n");
  expect(maintenance).toContain("packages=(\n  a1=1.0\n  libx-dev\n)\n");
  expect(runBash(`${make("FROM base\nENV TOOL=x").maintenance}echo "$TOOL"`)).toBe("x\n");
});

test("ADD of a URL is fetched, checked and given the rights that Docker gives it", () => {
  const checksum = "a".repeat(64);
  const { setup } = make(
    `FROM base\nADD --checksum=sha256:${checksum} https://example.com/d/tool.tgz?x=1 /opt/\n`,
  );
  expect(setup).toContain("--output /opt/tool.tgz 'https://example.com/d/tool.tgz?x=1'\n");
  expect(setup).toContain(
    `echo '${checksum}  '/opt/tool.tgz | sha256sum --check --status\nchmod 600 /opt/tool.tgz\n`,
  );
});

test("scripts of all starting points are valid Bash", () => {
  for (const { dockerfile } of startingPoints) {
    const { setup, maintenance } = make(dockerfile);
    for (const input of [setup, maintenance]) execFileSync("bash", ["-n"], { input });
  }
});
