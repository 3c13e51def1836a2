import { hasCommand, WORKSPACE } from "#lib/use-image/image-facts";
import type { MakeTab } from "#lib/use-image/use-image-input";

const toScript = (origin: string) => `#!/usr/bin/env bash
# Starts the sandbox of a project: asks Bakehouse which image that is now, and starts it by its digest.
#
#   ./sandbox.sh TEAM/PROJECT [USE [COMMAND…]]
#
# BAKEHOUSE_TOKEN holds a token of the project's team. Needs curl and docker.
set -euo pipefail

origin="\${BAKEHOUSE_URL:-${origin}}"
project="\${1:?Say which project it is for: TEAM/PROJECT}"
use="\${2:-default}"
: "\${BAKEHOUSE_TOKEN:?It must hold a token of the team}"

# The token goes in by standard input: everyone on a machine can read the arguments of its commands.
answer="$(
  printf 'header = "Authorization: Bearer %s"\\n' "$BAKEHOUSE_TOKEN" |
    curl --config - --silent --show-error --fail-with-body --max-time 30 --retry 3 \\
      --get --data-urlencode "use=$use" "$origin/api/v1/projects/$project/image"
)" || {
  printf 'Bakehouse gave no image for %s: %s\\n' "$project" "$answer" >&2
  exit 1
}
pattern='"reference":"([^"]+)"'
if [[ ! $answer =~ $pattern ]]; then
  printf 'This is no answer of Bakehouse: %s\\n' "$answer" >&2
  exit 1
fi
reference="\${BASH_REMATCH[1]}"
printf 'Starting %s\\n' "$reference" >&2

terminal=--interactive
if [[ -t 0 ]]; then terminal=-it; fi
exec docker run --rm "$terminal" \\
  --mount "type=bind,source=$PWD,target=${WORKSPACE}" --workdir ${WORKSPACE} \\
  "$reference" "\${@:3}"
`;

/** A script that asks the API what a project starts from, and starts exactly that. */
export const toShellTab: MakeTab = (input) => ({
  id: "shell",
  title: "Shell",
  language: "shell",
  files: [{ path: "sandbox.sh", text: toScript(input.origin) }],
  notes: [
    `The project needs a use of ${input.team}/${input.image}; who keeps the project decides there what it follows.`,
    "Each start asks anew and is counted, so Bakehouse knows who still starts which build.",
    ...(hasCommand(input) ? [] : ["The image names no command of its own: give one, such as sh."]),
  ],
});
