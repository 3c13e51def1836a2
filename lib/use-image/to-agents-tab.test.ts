import { expect, test } from "vitest";
import { agentsGuideSchema } from "#lib/use-image/schemas";
import { makeBusyInput, makeUseInput } from "#lib/use-image/testing-use-input";
import { toAgentsGuide } from "#lib/use-image/to-agents-guide";
import { toAgentsTab } from "#lib/use-image/to-agents-tab";

const dockerfile = `FROM codex-base:latest
RUN apt-get update && apt-get install --yes ffmpeg libvips-tools=8.14.1-3
RUN pip install "pandas>=2" && npm install -g typescript@5.9.2
`;

test("says what the image brings, from its Dockerfile and its recorded config", () => {
  const guide = toAgentsGuide({ ...makeBusyInput(), dockerfile });
  expect(agentsGuideSchema.parse(guide)).toEqual(guide);
  expect(guide).toMatchObject({
    image: "media/9_ffmpeg.tools",
    build: "3.2",
    follows: "channel stable",
    base: "codex-base:latest",
    runtimes: { node: "24.4.0" },
    env: { PATH: "/usr/bin", MOTD: "it's `here` $HOME", EMPTY: "" },
    workdir: "/srv/app",
    user: "1001:1001",
    entrypoint: ["/usr/bin/tini", "--"],
    ports: ["5353/udp", "8080/tcp"],
  });
  expect(guide.packages).toEqual([
    { ecosystem: "apt", name: "ffmpeg", version: null, line: 2 },
    { ecosystem: "apt", name: "libvips-tools", version: "8.14.1-3", line: 2 },
    { ecosystem: "pip", name: "pandas", version: ">=2", line: 3 },
    { ecosystem: "npm", name: "typescript", version: "5.9.2", line: 3 },
  ]);
  expect(guide.use.pull).toBe(`docker pull ${makeBusyInput().pinned}`);
  expect(guide.use.newest).toBe(
    "https://bakehouse.example/api/v1/teams/media/images/9_ffmpeg.tools/use?channel=latest",
  );
});

test("AGENTS.md says the same in words; its JSON is the same data", () => {
  const input = { ...makeBusyInput(), dockerfile };
  const [markdown, json] = toAgentsTab(input).files;
  expect(JSON.parse(json!.text)).toEqual(toAgentsGuide(input));
  const { text } = markdown!;
  expect(text.match(/^#+ .*$/gm)).toEqual([
    "# Sandbox image media/9_ffmpeg.tools",
    "## What it brings",
    "## Where you are",
    "## How to start another like it",
    "## What not to do",
  ]);
  expect(text).toContain("- Base image: `codex-base:latest`, with node 24.4.0\n");
  expect(text).toContain("- Debian packages (apt-get): `ffmpeg`, `libvips-tools` 8.14.1-3\n");
  expect(text).toContain("- Python packages: `pandas` >=2\n");
  expect(text).toContain("- Command: `server --name 'a b'`\n");
  expect(text).toContain("      MOTD=it's `here` $HOME\n");
  expect(text).toContain(input.pinned);
  expect(text).toMatch(/Do not install again/);
});

test("an image about which little is known says no more than that", () => {
  const [markdown] = toAgentsTab(
    makeUseInput({ config: null, base: null, runtimes: {}, dockerfile: "FROM scratch\n" }),
  ).files;
  expect(markdown!.text).toContain("- Base image: none\n");
  expect(markdown!.text).toContain("- Working directory: `/`\n- User: `root`\n\n## How");
});
