import { expect, test } from "vitest";
import { listBases } from "#lib/dockerfile/list-bases";

const names = (text: string, platform?: string) =>
  listBases(text, platform).bases.map(({ kind, name, line }) => [kind, name, line]);

test("finds images in FROM, COPY --from and mounts, not stages and not scratch", () => {
  const text = `FROM codex-base:latest AS build
RUN --mount=type=bind,from=tools:2,target=/t \\
    --mount=type=cache,target=/c \\
    --mount=from=build,target=/x make
FROM scratch AS empty
FROM build
COPY --from=build /a /b
COPY --from=0 /a /b
COPY --from=EMPTY /a /b
COPY --from=scratch /a /b
COPY --from=alpine /a /b
ONBUILD COPY --from=later /a /b`;
  expect(names(text)).toEqual([
    ["from", "codex-base:latest", 1],
    ["mount", "tools:2", 2],
    ["copy", "alpine", 11],
  ]);
});

test("puts the ARGs before the first FROM in, with their defaults", () => {
  const text = `ARG BASE=codex-base
ARG TAG="\${BASE}-x"
ARG BASE2
FROM $BASE:\${TAG}
ARG BASE=other
FROM \${BASE}
FROM \${BASE2:-a}\${BASE:+b}:\${NONE:-1}
FROM debian:\${TARGETARCH}`;
  expect(names(text, "linux/arm64").map(([, name]) => name)).toEqual([
    "codex-base:codex-base-x",
    "codex-base",
    "ab:1",
    "debian:arm64",
  ]);
});

test("says which ARG has no default", () => {
  expect(listBases("ARG BASE\nFROM $BASE\nRUN a")).toMatchObject({
    bases: [],
    problems: [
      { severity: "error", line: 2, column: 6, message: "FROM needs BASE, and its ARG has no default." },
    ],
  });
});

test("tells bases apart that the last stage does not need", () => {
  const text = "FROM a AS one\nFROM b AS two\nFROM c\nCOPY --from=one / /";
  expect(listBases(text).bases.map(({ name, isNeeded }) => [name, isNeeded])).toEqual([
    ["a", true],
    ["b", false],
    ["c", true],
  ]);
});

test("meets the triggers that a stage inherits, once", () => {
  const text = "FROM a AS one\nONBUILD COPY --from=tools / /\nFROM one AS x\nFROM one\nCOPY --from=x / /";
  expect(names(text)).toEqual([
    ["from", "a", 1],
    ["copy", "tools", 2],
  ]);
});
