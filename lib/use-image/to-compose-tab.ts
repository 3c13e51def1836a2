import { hasCommand, notesOf, portsOf, WORKSPACE } from "#lib/use-image/image-facts";
import { quoteYaml } from "#lib/use-image/quote";
import type { MakeTab } from "#lib/use-image/use-image-input";

/** A service of the Compose specification. */
export const toComposeTab: MakeTab = (input) => {
  const ports = portsOf(input).map((port) => `      - "127.0.0.1:${port}:${port}"\n`);
  const text = [
    "services:\n  sandbox:\n",
    `    image: ${quoteYaml(input.reference)}\n`,
    input.follows === null ? "" : "    pull_policy: always\n",
    `    working_dir: ${WORKSPACE}\n    volumes:\n      - .:${WORKSPACE}\n`,
    ...(ports.length > 0 ? ["    ports:\n", ...ports] : []),
    hasCommand(input) ? "" : "    command: sh\n",
    "    # A terminal keeps a shell alive, and init ends processes that nobody waits for.\n",
    "    init: true\n    stdin_open: true\n    tty: true\n",
  ].join("");
  return {
    id: "compose",
    title: "Compose",
    language: "yaml",
    files: [{ path: "compose.yaml", text }],
    notes: notesOf(input, "docker compose run --rm sandbox opens a terminal in it."),
  };
};
