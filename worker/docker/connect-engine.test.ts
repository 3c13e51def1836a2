import { afterEach, describe, expect, test, vi } from "vitest";
import { connectEngine } from "#worker/docker/connect-engine";
import { describeEngine } from "#worker/docker/describe-engine";
import { serve, testEngine } from "#worker/docker/test-engine";

describe("connectEngine", () => {
  afterEach(() => vi.unstubAllEnvs());

  test.each([
    ["unix:///run/docker.sock", { socketPath: "/run/docker.sock", host: undefined }],
    ["tcp://127.0.0.1:2375", { host: "127.0.0.1", port: "2375", protocol: "http" }],
    [undefined, { socketPath: "/var/run/docker.sock", host: undefined }],
  ])("%s, whatever the environment says", (dockerHost, expected) => {
    vi.stubEnv("DOCKER_HOST", "tcp://elsewhere:2376");
    const { modem } = connectEngine(dockerHost).docker;
    expect(modem).toMatchObject(expected);
  });

  test.each(["", "/var/run/docker.sock", "unix://", "tcp://host", "ssh://host:22", "https://host:2376"])(
    "refuses %j by name",
    (dockerHost) => {
      expect(() => connectEngine(dockerHost)).toThrow(/^DOCKER_HOST must be/);
    },
  );
});

describe("describeEngine", () => {
  test("asks the engine", async () => {
    const description = await describeEngine(testEngine());
    expect(description).toEqual({
      id: expect.stringMatching(/./),
      rootDir: expect.stringMatching(/^\//),
      version: expect.stringMatching(/^\d+\.\d+/),
      platform: expect.stringMatching(/^linux\/\w+/),
      name: expect.stringMatching(/./),
    });
  });

  test("refuses one without BuildKit", async () => {
    const host = await serve((_, answer) =>
      answer.end(JSON.stringify({ Version: "18.06.1", ApiVersion: "1.38", Os: "linux", Arch: "amd64" })),
    );
    const described = describeEngine(connectEngine(`tcp://${host}`));
    await expect(described).rejects.toMatchObject({
      code: "too-old",
      message: expect.stringContaining("18.06.1"),
    });
  });
});
