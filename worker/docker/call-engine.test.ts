import { expect, test } from "vitest";
import { callEngine } from "#worker/docker/call-engine";
import { connectEngine } from "#worker/docker/connect-engine";
import { serve, testEngine } from "#worker/docker/test-engine";

const request = { doing: "Cannot ask", method: "GET", path: "/info" } as const;

test("an engine that is not there", async () => {
  const call = callEngine(connectEngine("unix:///nowhere/docker.sock"), request);
  await expect(call).rejects.toMatchObject({
    code: "unreachable",
    message: expect.stringMatching(
      /^Cannot ask: the Docker engine at unix:\/\/\/nowhere\/docker.sock does not answer/,
    ),
  });
});

test("an engine that never answers", async () => {
  const engine = connectEngine(`tcp://${await serve(() => {})}`);
  await expect(callEngine(engine, request, 100)).rejects.toMatchObject({ code: "timeout" });
  const call = callEngine(engine, { ...request, signal: AbortSignal.timeout(50) });
  await expect(call).rejects.toMatchObject({ name: "TimeoutError" });
});

test("an engine that stops in the middle of its answer", async () => {
  const host = await serve((_, answer) => {
    answer.writeHead(200, { "content-length": 100 });
    answer.write('{"a"');
    setTimeout(() => answer.destroy(), 50);
  });
  await expect(callEngine(connectEngine(`tcp://${host}`), request)).rejects.toMatchObject({
    code: "unreachable",
  });
});

test("what the engine says against it, in its own words", async () => {
  const call = callEngine(testEngine(), {
    ...request,
    doing: "Cannot inspect",
    path: "/images/no-such-image/json",
  });
  await expect(call).rejects.toMatchObject({
    code: "not-found",
    message: expect.stringMatching(/^Cannot inspect: no such image: no-such-image/i),
    transient: false,
  });
});
