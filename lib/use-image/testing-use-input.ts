import type { UseImageInput } from "#lib/use-image/use-image-input";

const digest = `sha256:${"a1b2".repeat(16)}`;

/** For tests: what the texts of one image are made of. */
export function makeUseInput(change: Partial<UseImageInput> = {}): UseImageInput {
  const pinned = `registry.example:5000/media/ffmpeg@${digest}`;
  return {
    team: "media",
    image: "ffmpeg",
    tag: "3.2",
    version: 3,
    reference: pinned,
    follows: null,
    isPending: false,
    pinned,
    digest,
    origin: "https://bakehouse.example",
    dockerfile: "FROM codex-base:latest\nRUN apt-get update && apt-get install --yes ffmpeg\n",
    config: {
      env: ["PATH=/usr/local/bin:/usr/bin:/bin"],
      entrypoint: null,
      cmd: ["bash"],
      user: "",
      workdir: "/",
      labels: {},
      exposedPorts: [],
      platform: "linux/amd64",
    },
    base: "codex-base:latest",
    runtimes: { node: "24.4.0" },
    ...change,
  };
}

/** For tests: the same, following a channel, and a config with a bit of everything. */
export function makeBusyInput(): UseImageInput {
  const input = makeUseInput();
  return {
    ...input,
    image: "9_ffmpeg.tools",
    reference: "127.0.0.1:5000/media/9_ffmpeg.tools:stable",
    follows: "channel stable",
    config: {
      ...input.config!,
      env: ["PATH=/usr/bin", "MOTD=it's `here` $HOME", "EMPTY="],
      entrypoint: ["/usr/bin/tini", "--"],
      cmd: ["server", "--name", "a b"],
      user: "1001:1001",
      workdir: "/srv/app",
      exposedPorts: ["5353/udp", "8080/tcp"],
    },
  };
}
