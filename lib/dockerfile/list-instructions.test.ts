import { expect, test } from "vitest";
import { listInstructions } from "#lib/dockerfile/list-instructions";

test("lists each with its lines, stage and whether BuildKit numbers it", () => {
  const text = `ARG A=1
FROM a AS Build
ENV B=1 \\
    C=2
workdir /w
FROM build
RUN <<EOF
x
EOF
FROM scratch
ADD b c
CMD d`;
  const rows = listInstructions(text).map((one) => [
    one.keyword,
    one.line,
    one.endLine,
    one.text,
    one.stage,
    one.stageName,
    one.isStep,
  ]);
  expect(rows).toEqual([
    ["ARG", 1, 1, "ARG A=1", null, null, false],
    ["FROM", 2, 2, "FROM a AS Build", 0, "build", true],
    ["ENV", 3, 4, "ENV B=1     C=2", 0, "build", false],
    ["WORKDIR", 5, 5, "workdir /w", 0, "build", true],
    ["FROM", 6, 6, "FROM build", 1, null, false],
    ["RUN", 7, 9, "RUN <<EOF", 1, null, true],
    ["FROM", 10, 10, "FROM scratch", 2, null, false],
    ["ADD", 11, 11, "ADD b c", 2, null, true],
    ["CMD", 12, 12, "CMD d", 2, null, false],
  ]);
});
