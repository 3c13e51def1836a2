import type { Ecosystem } from "#lib/dockerfile/parse-package-spec";
import { movesNote } from "#lib/use-image/image-facts";
import { quoteShell } from "#lib/use-image/quote";
import type { AgentsGuide, UseTab } from "#lib/use-image/schemas";
import { toAgentsGuide } from "#lib/use-image/to-agents-guide";
import type { UseImageInput } from "#lib/use-image/use-image-input";

const ECOSYSTEMS: Record<Ecosystem, string> = {
  apt: "Debian packages (apt-get)",
  apk: "Alpine packages (apk)",
  npm: "npm packages, installed globally",
  pip: "Python packages",
  go: "Go programs",
  cargo: "Rust programs (cargo)",
  gem: "Ruby gems",
};

/** `text` as code, whatever backticks it holds. */
function code(text: string): string {
  const longest = Math.max(0, ...(text.match(/`+/g) ?? []).map(({ length }) => length));
  const fence = "`".repeat(longest + 1);
  return longest === 0 ? `\`${text}\`` : `${fence} ${text} ${fence}`;
}

function listContents({ base, runtimes, packages }: AgentsGuide): string[] {
  const versions = Object.entries(runtimes).map(([name, version]) => `${name} ${version}`);
  const lines = [
    `- Base image: ${base === null ? "none" : code(base)}${versions.length > 0 ? `, with ${versions.join(", ")}` : ""}`,
  ];
  for (const [ecosystem, title] of Object.entries(ECOSYSTEMS)) {
    const own = packages.filter((declared) => declared.ecosystem === ecosystem);
    const names = own.map(({ name, version }) => `${code(name)}${version === null ? "" : ` ${version}`}`);
    if (own.length > 0) lines.push(`- ${title}: ${names.join(", ")}`);
  }
  return lines;
}

function toMarkdown(guide: AgentsGuide, moves: string): string {
  const { image, build, env, workdir, user, entrypoint, cmd, ports, platform, use, avoid } = guide;
  const words = (command: string[]) => code(command.map(quoteShell).join(" "));
  return [
    `# Sandbox image ${image}`,
    "",
    `This sandbox runs build ${build} of ${image}. What is listed here is there already.`,
    "",
    "## What it brings",
    "",
    ...listContents(guide),
    "",
    "Versions stand where the Dockerfile names them; the tools themselves tell the others.",
    "",
    "## Where you are",
    "",
    `- Working directory: ${code(workdir)}`,
    `- User: ${code(user)}`,
    ...(entrypoint?.length ? [`- Entrypoint: ${words(entrypoint)}`] : []),
    ...(cmd?.length ? [`- Command: ${words(cmd)}`] : []),
    ...(ports.length > 0 ? [`- Ports it listens on: ${ports.map(code).join(", ")}`] : []),
    ...(platform ? [`- Platform: ${code(platform)}`] : []),
    ...(Object.keys(env).length > 0
      ? [
          "- Environment:",
          "",
          ...Object.entries(env).map(([name, value]) => `      ${name}=${value.replace(/\s+/g, " ")}`),
        ]
      : []),
    "",
    "## How to start another like it",
    "",
    `- ${moves}`,
    `- Exactly this one: ${code(use.pull)}`,
    `- The newest good one: ask ${code(use.newest)} with the header ${code("Authorization: Bearer $BAKEHOUSE_TOKEN")}; ${code("pinned")} in its answer is what to pull.`,
    "",
    "## What not to do",
    "",
    ...avoid.map((rule) => `- ${rule}`),
    "",
  ].join("\n");
}

/** AGENTS.md and the same as JSON: what the image brings, and how to use it. */
export function toAgentsTab(input: UseImageInput, guide = toAgentsGuide(input)): UseTab {
  return {
    id: "agents",
    title: "AGENTS.md",
    language: "markdown",
    files: [
      { path: "AGENTS.md", text: toMarkdown(guide, movesNote(input)) },
      { path: "sandbox-image.json", text: `${JSON.stringify(guide, null, 2)}\n` },
    ],
    notes: [
      "Put it into the repository, or below what its AGENTS.md says already; agents read it before they begin.",
      `It tells of build ${input.tag}: take it again when the project gets a newer one.`,
    ],
  };
}
