// biome-ignore-all lint/suspicious/noTemplateCurlyInString: Dockerfiles have variables of their own.
import { describe, expect, test } from "vitest";
import { listPackages } from "#lib/dockerfile/list-packages";
import { startingPoints } from "#lib/dockerfile/starting-points";

const short = (text: string, platform?: string) =>
  listPackages(text, platform).map(
    ({ ecosystem, name, version }) => `${ecosystem}:${name}${version === null ? "" : ` ${version}`}`,
  );
const run = (command: string) => short(`FROM base\nRUN ${command}`);

describe("each package manager", () => {
  test.each([
    [
      "apt-get install -y --no-install-recommends a1 b1=1.2 g++ libc6:i386",
      ["apt:a1", "apt:b1 1.2", "apt:g++", "apt:libc6:i386"],
    ],
    ["apt install -t bookworm-backports -yq golang", ["apt:golang"]],
    ["apt-get -o Acquire::Retries=3 -qq install jq/bookworm-backports", ["apt:jq"]],
    ["apt-get install ./local.deb /tmp/x.deb https://a.example/x.deb 'php8*' vim- ok", ["apt:ok"]],
    ["apt-get update && apt-get install -dy jq", []],
    [
      "apk add --no-cache jq~1.7 curl=8.0-r1 'py3>3' edge@testing",
      ["apk:jq ~1.7", "apk:curl 8.0-r1", "apk:py3 >3", "apk:edge"],
    ],
    ["apk -X https://a.example add -t .deps gcc", ["apk:gcc"]],
    [
      "npm install -g typescript@5.9.2 @scope/x@1 pnpm",
      ["npm:typescript 5.9.2", "npm:@scope/x 1", "npm:pnpm"],
    ],
    ["npm i --location=global a@^5 b@latest c@npm:real@2", ["npm:a ^5", "npm:b latest", "npm:real 2"]],
    ["npm --prefix /x install --global a", ["npm:a"]],
    ["npm install express", []],
    ["npm install -g github:u/r git+https://a.example/r u/r ./dir x.tgz", []],
    [
      "yarn global add a@1 && pnpm add -g b && pnpm i --global c && bun add -g d",
      ["npm:a 1", "npm:b", "npm:c", "npm:d"],
    ],
    ["yarn add a && pnpm add b", []],
    ["corepack prepare pnpm@9.1.0 --activate", ["npm:pnpm 9.1.0"]],
    [
      "pip install numpy==2.1 'pandas>=2' \"psycopg[binary]==3.3.9\"",
      ["pip:numpy 2.1", "pip:pandas >=2", "pip:psycopg 3.3.9"],
    ],
    [
      "pip3 install --no-cache-dir -r requirements.txt -t /lib --index-url https://a.example/simple six",
      ["pip:six"],
    ],
    [
      "/opt/venv/bin/pip3.11 install -U 'a ~= 1.4 , != 1.5' 'b; python_version < \"3.9\"' 'c @ https://a.example/c.whl'",
      ["pip:a ~=1.4,!=1.5", "pip:b", "pip:c"],
    ],
    ["python3 -I -m pip install --break-system-packages a==1.*", ["pip:a ==1.*"]],
    ["pip install -e . git+https://a.example/r ./wheel.whl x.whl .", []],
    [
      "uv pip install --system -p 3.12 ruff==0.5 && uv tool install black && pipx install --python 3.12 poetry==1.8",
      ["pip:ruff 0.5", "pip:black", "pip:poetry 1.8"],
    ],
    ["pip install pandas>=2", ["pip:pandas"]],
    [
      "go install -ldflags '-s -w' golang.org/x/tools/gopls@v0.16.1 host.example/x@latest",
      ["go:golang.org/x/tools/gopls v0.16.1", "go:host.example/x latest"],
    ],
    ["go install ./... cmd/x", []],
    [
      "cargo install --locked ripgrep@14.1.0 fd-find && cargo +stable install just --version 1.2",
      ["cargo:ripgrep 14.1.0", "cargo:fd-find", "cargo:just 1.2"],
    ],
    ["cargo install --git https://a.example/r tool && cargo install --path .", []],
    [
      "gem install -N rails:7.1.0 && gem install bundler -v 2.5.0 --install-dir /x",
      ["gem:rails 7.1.0", "gem:bundler 2.5.0"],
    ],
  ])("%s", (command, expected) => {
    expect(run(command)).toEqual(expected);
  });
});

describe("the shell around them", () => {
  test.each([
    [
      "apt-get update; apt-get install a1 || apt-get install b1 | tee log && (apt-get install c1; { apt-get install d1; })",
      ["apt:a1", "apt:b1", "apt:c1", "apt:d1"],
    ],
    ["DEBIAN_FRONTEND=noninteractive sudo -E -u root X=1 apt-get install a1", ["apt:a1"]],
    ["env -u A B=1 nice -n 5 timeout -k 5 60 apt-get install a1", ["apt:a1"]],
    ["set -eux; apt-get install a1 >/dev/null 2>&1 b1 &>log <in c1", ["apt:a1", "apt:b1", "apt:c1"]],
    ["apt-get install a1 # b1 && apt-get install c1", ["apt:a1"]],
    ["bash -euxo pipefail -c 'apt-get install a1 && apt-get install b1'", ["apt:a1", "apt:b1"]],
    ['su - node -c "npm i -g a"', ["npm:a"]],
    ["P='a1 b1' Q=c1 && Q=\"$Q d1\"; apt-get install $P $Q", ["apt:a1", "apt:b1", "apt:c1", "apt:d1"]],
    ['export V=1.2; npm i -g a@${V} b@"$V" c@${NONE:-3}', ["npm:a 1.2", "npm:b 1.2"]],
    ["apt-get install \"a\"'1' b\\1", ["apt:a1", "apt:b1"]],
    ["echo apt-get install a1 && echo 'apt-get install b1'", []],
    ["command -v apt-get install a1", []],
    ["constructor install -g a && toString add b", []],
  ])("%s", (command, expected) => {
    expect(run(command)).toEqual(expected);
  });

  test.each([
    ["for p in a1 b1; do apt-get install $p; done; apt-get install c1", ["apt:c1"]],
    ["apt-get install a1 $(cat list) `cat list` b1 linux-$(uname -r)", ["apt:a1", "apt:b1"]],
    ["if [ -f x ]; then apt-get install a1; else apt-get install b1; fi && apt-get install c1", ["apt:c1"]],
    [
      "case $(uname) in x|y) apt-get install a1;; *) apt-get install b1;; esac; apt-get install c1",
      ["apt:c1"],
    ],
    ["while read p; do apt-get install a1; done < list; apt-get install b1", ["apt:b1"]],
    ["f() { apt-get install a1; }; function g { apt-get install b1; }; apt-get install c1", ["apt:c1"]],
    [
      '[ -n "$X" ] && apt-get install a1; test -f y || { apt-get install b1; }; apt-get install c1',
      ["apt:c1"],
    ],
    ["P=a1; if x; then P=b1; fi; apt-get install $P c1", ["apt:c1"]],
    ["P=(a1 b1); apt-get install ${P[@]} c1", ["apt:c1"]],
    ["apt-get install $UNKNOWN a1 lib$UNKNOWN", ["apt:a1"]],
    ["x=$(apt-get install a1) cat <(apt-get install b1)", []],
    ['apt-get install "a1', []],
    ["xargs apt-get install < list", []],
  ])("leaves out what only a shell knows: %s", (command, expected) => {
    expect(run(command)).toEqual(expected);
  });
});

test("takes away what is taken away again", () => {
  expect(run("apt-get install a1 gcc && make && apt-get purge -y --auto-remove gcc")).toEqual(["apt:a1"]);
  expect(run("apk add --virtual .deps gcc make && apk add jq && apk del .deps")).toEqual(["apk:jq"]);
  expect(run("pip install a b && pip uninstall -y b")).toEqual(["pip:a"]);
  expect(run("npm i -g a@1 b && npm rm -g b && npm i -g a@2")).toEqual(["npm:a 2"]);
});

test("names the line of each package", () => {
  const text = `FROM base
RUN apt-get update \\
    && apt-get install -y \\
      a1 \\
# a comment

      b1=2 \\
    && npm i -g c
RUN ["pip", "install", "d"]
RUN <<EOF
set -e

pip install e \\
  f
EOF
RUN sh -c "gem install g"`;
  expect(listPackages(text).map(({ name, line }) => [name, line])).toEqual([
    ["a1", 4],
    ["b1", 7],
    ["c", 8],
    ["d", 9],
    ["e", 13],
    ["f", 14],
    ["g", 16],
  ]);
});

test("reads the JSON form, heredocs, and the script of a shell that is given one", () => {
  expect(
    short(
      'FROM base\nRUN ["/usr/bin/apt-get", "install", "-y", "a1"]\nRUN ["sh", "-c", "apt-get install b1"]',
    ),
  ).toEqual(["apt:a1", "apt:b1"]);
  expect(
    short(
      "FROM base\nRUN <<EOF\napt-get install a1\ncat <<X > f\napt-get install no1\nX\napt-get install b1\nEOF",
    ),
  ).toEqual(["apt:a1", "apt:b1"]);
  expect(
    short("FROM base\nRUN bash -e <<-'EOF'\n\tapt-get install a1\n\tEOF\nRUN apt-get install b1"),
  ).toEqual(["apt:a1", "apt:b1"]);
  expect(short("FROM base\nRUN cat <<EOF > /x && apt-get install b1\napt-get install a1\nEOF")).toEqual([
    "apt:b1",
  ]);
  expect(short("FROM base\nRUN <<EOF\n#!/usr/bin/env python3\napt-get install a1\nEOF")).toEqual([]);
  expect(short("FROM base\nRUN python3 <<EOF\napt-get install a1\nEOF")).toEqual([]);
  expect(short("FROM base\nRUN <<EOF\n#!/bin/bash -e\napt-get install a1\nEOF")).toEqual(["apt:a1"]);
});

test("puts in ARG and ENV as far as the Dockerfile knows them", () => {
  const text = `ARG NODE=5.9.2
ARG OTHER
FROM base
ARG NODE
ARG OTHER
ARG PIN=1.0
ENV PIN=2.0 NEXT=$PIN
ARG PIN=3.0
ENV OLD a1 b1
ARG TARGETARCH
RUN npm i -g typescript@$NODE other@$OTHER && pip install "x==\${PIN}" y==$NEXT z==\${BASE_VERSION} && apt-get install $OLD gcc-$TARGETARCH
RUN apt-get install $LATER
ENV LATER=late`;
  expect(short(text, "linux/arm64")).toEqual([
    "npm:typescript 5.9.2",
    "pip:x 2.0",
    "pip:y 1.0",
    "apt:a1",
    "apt:b1",
    "apt:gcc-arm64",
  ]);
});

test("follows the chain of the last stage, not what it copies from", () => {
  const text = `FROM base AS tools
ENV V=1
RUN apt-get install a1
FROM golang AS build
RUN apt-get install no1
FROM tools AS middle
RUN npm i -g b@$V
FROM other
RUN apt-get install no2
FROM middle
COPY --from=build /x /x
ONBUILD RUN apt-get install no3
RUN apt-get install c1`;
  expect(short(text)).toEqual(["apt:a1", "npm:b 1", "apt:c1"]);
});

test("does not read other languages as shell", () => {
  expect(
    short(
      'FROM base\nSHELL ["powershell", "-c"]\nRUN apt-get install a1\nSHELL ["/bin/bash", "-o", "pipefail", "-c"]\nRUN apt-get install b1',
    ),
  ).toEqual(["apt:b1"]);
});

test("finds what our own starting points bring", () => {
  const all = Object.fromEntries(startingPoints.map(({ id, dockerfile }) => [id, short(dockerfile)]));
  expect(all.blank).toEqual([]);
  expect(all["cpp-toolchain"]).toHaveLength(12);
  expect(all["cpp-toolchain"]).toContain("pip:conan 2.34.0");
  expect(all["database-clients"]).toEqual([
    "apt:jq",
    "apt:postgresql-client",
    "apt:redis-tools",
    "apt:sqlite3",
    "pip:psycopg 3.3.9",
    "pip:redis 8.1.0",
    "pip:sqlalchemy 2.1.9",
  ]);
  expect(all["headless-browser"]).toContain("npm:@playwright/mcp 0.0.83");
  expect(all["media-and-data"]).toHaveLength(11);
});

test("bears nothing at all and hostile text, in time", () => {
  for (const text of [
    "",
    "RUN apt-get install a1",
    "FROM",
    "FROM base\nRUN",
    "FROM base\nRUN )(}{ ;;& <<",
    "FROM base\nRUN [",
  ])
    expect(short(text)).toEqual([]);
  const start = performance.now();
  const took: number[] = [];
  for (const body of [
    `ENV A=aaaaaaaaaaaaaaaa\n${"ENV A=$A$A\n".repeat(20_000)}RUN apt-get install ${"$A".repeat(10_000)}`,
    `ENV A=${"a".repeat(4_000)}\nRUN apt-get install ${"$A".repeat(30_000)}`,
    `RUN ${"(".repeat(60_000)}`,
    `RUN ${"x $(".repeat(15_000)}`,
    `RUN ${'"$(('.repeat(15_000)}`,
    `RUN ${"a <<b ".repeat(10_000)}\n`,
    `RUN pip install ${`'a${" ".repeat(50)}${"=".repeat(400)}' `.repeat(140)}`,
    `RUN A=aaaa; ${"A=$A$A; ".repeat(8_000)}`,
  ]) {
    const before = performance.now();
    listPackages(`FROM base\n${body}`);
    took.push(Math.round(performance.now() - before));
  }
  expect(performance.now() - start, took.join(" ms, ")).toBeLessThan(5_000);
});
