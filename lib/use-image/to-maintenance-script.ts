import type { DeclaredPackage } from "#lib/dockerfile/list-packages";
import { quoteShell } from "#lib/use-image/quote";

/**
 * Returns what to run when Codex resumes a cached container. What was set up is still there, so this only makes
 * sure of Debian's packages and leaves a place for the project's own, which may have changed with its branch.
 *
 * @param profile lines that set the image's variables
 */
export function toMaintenanceScript(
  source: { team: string; image: string; version: number },
  profile: readonly string[],
  packages: readonly DeclaredPackage[],
): string {
  const debian = packages.filter(({ ecosystem }) => ecosystem === "apt");
  const words = debian.map(
    ({ name, version }) => `  ${quoteShell(version === null ? name : `${name}=${version}`)}\n`,
  );
  const check = `
# Packages that the Dockerfile asks apt-get for; those that are gone are installed again.
missing=()
for package in "\${packages[@]}"; do
  status="$(dpkg-query --show --showformat='\${db:Status-Status}' "\${package%%=*}" 2>/dev/null || true)"
  if [[ $status != installed ]]; then missing+=("$package"); fi
done
if ((\${#missing[@]} > 0)); then
  printf 'Installing again: %s\\n' "\${missing[*]}" >&2
  apt-get update
  DEBIAN_FRONTEND=noninteractive apt-get install --yes --no-install-recommends "\${missing[@]}"
fi
`;
  return [
    `#!/usr/bin/env bash
# Codex Cloud, maintenance script: for a cached container in which the setup script of ${source.team}/${source.image},
# version ${source.version}, has run.
set -euo pipefail
`,
    profile.length > 0 ? `\n${profile.map((line) => `${line}\n`).join("")}` : "",
    debian.length > 0 ? `\npackages=(\n${words.join("")})\n${check}` : "",
    `
# What the project itself needs may have changed with its branch. Its commands go here, such as:
# npm ci
# pip install --requirement requirements.txt
`,
  ].join("");
}
