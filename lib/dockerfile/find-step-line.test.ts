import { describe, expect, test } from "vitest";
import { findStepLine } from "#lib/dockerfile/find-step-line";

// The names are those that engines gave these Dockerfiles' steps.
const stages = `ARG BASE=codex-base:latest

FROM \${BASE} AS Builder
ENV A=1 \\
    B=2
LABEL x=y
ARG V=7
WORKDIR /
WORKDIR /src
RUN echo "hello $A \${V}" \\
    # a comment
    && echo two
RUN true

FROM codex-base AS onb
ONBUILD RUN echo trigger
ONBUILD ENV Z=1

FROM builder
COPY --from=builder /src /a
WORKDIR /w
USER root
RUN echo 3; \\
    echo 4

FROM onb AS late
RUN echo after
COPY --from=2 /w /w
COPY --from=codex-base:raw /etc/hostname /h

FROM scratch
COPY --from=late /w /w
RUN --mount=type=bind,from=late,target=/x ["/x/bin/true"]
CMD ["x"]
`;

describe("Engine 20.10", () => {
  test.each([
    ["[builder 1/5] FROM docker.io/library/codex-base:latest", 3],
    ["[builder 2/5] WORKDIR /src", 9],
    ['[builder 3/5] RUN echo "hello 1 7"     && echo two', 10],
    ["[builder 4/5] RUN true", 13],
    ["[late 1/3] RUN echo trigger", 26],
    ["[late 2/3] RUN echo after", 27],
    ["[late 3/3] COPY --from=2 /w /w", 28],
    ["[late 4/3] COPY --from=codex-base:raw /etc/hostname /h", 29],
    ["FROM docker.io/library/codex-base:raw", 29],
    ["[stage-2 1/3] COPY --from=builder /src /a", 20],
    ["[stage-2 2/3] WORKDIR /w", 21],
    ["[stage-2 3/3] RUN echo 3;     echo 4", 23],
    ["[stage-4 1/2] COPY --from=late /w /w", 32],
    ['[stage-4 2/2] RUN --mount=type=bind,from=late,target=/x ["/x/bin/true"]', 33],
  ])("%s", (vertex, line) => {
    expect(findStepLine(vertex, stages)).toMatchObject({ line, isInternal: false });
  });
});

describe("newer engines", () => {
  test.each([
    ["[late 1/5] ONBUILD RUN echo trigger", 26],
    ["[late 3/5] RUN echo after", 27],
    ["[linux/arm64 builder 3/5] RUN echo", 10],
    ["[linux/amd64->arm64 builder 4/5] RUN true", 13],
    ["[stage-2 2/3] WORKDIR /w", 21],
  ])("%s", (vertex, line) => {
    expect(findStepLine(vertex, stages).line).toBe(line);
  });

  test("link and heredocs", () => {
    const text = "FROM a\nCOPY --link <<EOF /x\nb\nEOF\nRUN <<EOF\nc\nEOF\n";
    expect(findStepLine("[2/3] COPY --link <<EOF /x", text).line).toBe(2);
    expect(findStepLine("[2/3] LINK COPY --link <<EOF /x", text).line).toBe(2);
    expect(findStepLine("[3/3] RUN <<EOF (c)", text).line).toBe(5);
  });
});

test("one stage has no name, ten steps are padded", () => {
  const text = `FROM a:1 AS only\n${Array.from({ length: 10 }, (_, index) => `RUN echo ${index}`).join("\n")}`;
  expect(findStepLine("[ 1/11] FROM docker.io/library/a:1@sha256:00", text).line).toBe(1);
  expect(findStepLine("[ 2/11] RUN echo 0", text)).toEqual({
    line: 2,
    name: "RUN echo 0",
    isInternal: false,
  });
  expect(findStepLine("[11/11] RUN echo 9", text).line).toBe(11);
  expect(findStepLine("[stage-0 11/11] RUN echo 9", text.replace(" AS only", "")).line).toBe(11);
});

test("the variables of a step are already filled in", () => {
  const text = 'FROM a\nARG X=5\nRUN $X one\nRUN echo $X\nCOPY $X/a "$X"\n';
  expect(findStepLine("[2/4] RUN 5 one", text).line).toBe(3);
  expect(findStepLine("[3/4] RUN echo 5", text).line).toBe(4);
  expect(findStepLine("[4/4] COPY 5/a 5", text).line).toBe(5);
});

test("a download of ADD", () => {
  const text = "FROM a\nADD https://x.example/y /z\n";
  expect(findStepLine("https://x.example/y", text)).toMatchObject({ line: 2, isInternal: false });
});

test.each([
  ["[internal] load build definition from Dockerfile", "load build definition from Dockerfile"],
  ["[internal] load metadata for docker.io/library/a:latest", "load metadata for docker.io/library/a:latest"],
  ["exporting to image", "exporting to image"],
  ["[auth] a/b:pull token for r.example", "a/b:pull token for r.example"],
])("%s is BuildKit's own", (vertex, name) => {
  expect(findStepLine(vertex, stages)).toEqual({ line: null, name, isInternal: true });
});

test("a step of a stage that is not there has no line", () => {
  expect(findStepLine("[nowhere 1/2] RUN a", stages).line).toBeNull();
});
