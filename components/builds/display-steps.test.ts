import { expect, test } from "vitest";
import { toDisplayAttempts } from "#components/builds/display-steps";
import type { Build, Step } from "#lib/builds/schemas";

const DIGEST = `sha256:${"a".repeat(64)}`;
const DOCKERFILE = `FROM codex-base:latest AS one
RUN echo one && \\
    echo two
FROM codex-base:latest
COPY --from=one /a /b
`;

const build = (change: Partial<Build> = {}) =>
  ({
    dockerfile: DOCKERFILE,
    status: "running",
    error: null,
    bases: [
      {
        line: 1,
        name: "codex-base:latest",
        reference: `r/b@${DIGEST}`,
        digest: DIGEST,
        source: "base-image",
      },
    ],
    ...change,
  }) as Omit<Build, "steps">;

const step = (index: number, change: Partial<Step> = {}): Step => ({
  index,
  attempt: 1,
  kind: "build",
  name: `step ${index}`,
  line: null,
  startedAt: "2026-11-22T12:00:00.000Z",
  completedAt: "2026-11-22T12:00:01.000Z",
  cached: false,
  error: null,
  lineCount: 0,
  ...change,
});

const only = (b: Omit<Build, "steps">, steps: Step[]) => toDisplayAttempts(b, steps)[0]?.steps ?? [];

test("steps stand as in the Dockerfile, the push last, whatever order the engine took", () => {
  const steps = only(build(), [
    step(0, { kind: "resolve", name: "Resolve base images" }),
    step(1, { name: `FROM r/b@${DIGEST}`, line: 4 }),
    step(2, { name: "COPY --from=one /a /b", line: 5 }),
    step(3, { kind: "push", name: "Push r/t/i:1.1" }),
    step(4, { name: "RUN echo one &&     echo two", line: 2 }),
    step(5, { name: "exporting to image" }),
  ]);
  expect(steps.map(({ title, line }) => [title, line])).toEqual([
    ["Resolve base images", null],
    ["FROM codex-base:latest", 1],
    ["RUN echo one && echo two", 2],
    ["COPY --from=one /a /b", 5],
    ["exporting to image", null],
    ["Push r/t/i:1.1", null],
  ]);
});

test("what a step is, while the build runs and after it ended", () => {
  const open = { startedAt: "2026-11-22T12:00:00.000Z", completedAt: null };
  const steps = [
    step(0),
    step(1, { cached: true }),
    step(2, open),
    step(3, { startedAt: null, completedAt: null }),
  ];
  expect(only(build(), steps).map(({ state }) => state)).toEqual([
    "succeeded",
    "cached",
    "running",
    "waiting",
  ]);
  const ended = build({ status: "canceled" });
  expect(only(ended, steps).map(({ state }) => state)).toEqual(["succeeded", "cached", "stopped", "skipped"]);
});

test("of steps with an error only the culprit failed", () => {
  const failed = build({ status: "failed", error: { code: "x", message: "m", step: 1 } });
  const steps = [step(0, { error: "context canceled" }), step(1, { error: "exit code: 1" })];
  expect(only(failed, steps).map(({ state }) => state)).toEqual(["stopped", "failed"]);
});

test("earlier attempts come first and go on no more", () => {
  const running = { startedAt: "2026-11-22T12:00:00.000Z", completedAt: null };
  const attempts = toDisplayAttempts(build(), [step(0, running), step(1, { attempt: 2, ...running })]);
  expect(attempts.map(({ attempt, steps }) => [attempt, steps[0]?.state])).toEqual([
    [1, "stopped"],
    [2, "running"],
  ]);
});

test("a step that did not change is the same object, so that its row is not drawn again", () => {
  const [same, other] = [step(0), step(1)];
  const before = only(build(), [same, other]);
  const after = only(build(), [same, { ...other, lineCount: 5 }]);
  expect(after[0]).toBe(before[0]);
  expect(after[1]?.lineCount).toBe(5);
});
