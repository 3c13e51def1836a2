import { listChain } from "#lib/dockerfile/list-chain";
import { listPackages } from "#lib/dockerfile/list-packages";
import { listStages } from "#lib/dockerfile/list-stages";
import { parseDockerfile } from "#lib/dockerfile/parse-dockerfile";
import { readGlobalArgs } from "#lib/dockerfile/read-global-args";
import { quoteShell } from "#lib/use-image/quote";
import type { LeftOut, SetupScript } from "#lib/use-image/setup-script";
import { SetupSteps } from "#lib/use-image/setup-steps";
import { toMaintenanceScript } from "#lib/use-image/to-maintenance-script";

export interface SetupSource {
  team: string;
  image: string;
  version: number;
  dockerfile: string;
  /** "linux/amd64", with which `ARG TARGETARCH` is filled. */
  platform: string;
  /** Where the base leaves off, "/" where that is not known. */
  baseWorkdir: string;
}

const toHelpers = (source: SetupSource, needsFiles: boolean) => `
# A step is done once: what is done is noted here, and a second run goes on from there.
bakehouse_done="\${XDG_STATE_HOME:-$HOME/.local/state}/bakehouse/${source.team}/${source.image}/${source.version}"
mkdir -p "$bakehouse_done"
bakehouse_key=''
bakehouse_shell=(/bin/sh -c)

# step LINE COMMAND…: runs a command with nothing to read, as a build does.
step() {
  local line=$1
  shift
  bakehouse_key="$(printf '%s\\n' "$bakehouse_key" "$PWD" "$@" | sha256sum | cut -c 1-32)"
  if [[ -e $bakehouse_done/$bakehouse_key ]]; then return; fi
  printf '== Line %s of the Dockerfile\\n' "$line" >&2
  "$@" </dev/null || {
    printf '== Line %s of the Dockerfile failed\\n' "$line" >&2
    exit 1
  }
  : >"$bakehouse_done/$bakehouse_key"
}

# run LINE: the same for the commands that it reads, in a shell of their own.
run() { step "$1" "\${bakehouse_shell[@]}" "$(cat)"; }
${
  needsFiles
    ? `
# run_file LINE: the same for a script whose first line names its interpreter.
run_file() {
  cat >"$bakehouse_done/line-$1"
  chmod +x "$bakehouse_done/line-$1"
  step "$1" "$bakehouse_done/line-$1"
}
`
    : ""
}`;

const KEEP = `
# keep LINE: sets a variable here and, by the profile, for the agent: what a setup script exports ends with it.
bakehouse_profile="$HOME/.bashrc"
bakehouse_lines=''
keep() {
  eval "$1"
  bakehouse_lines+="$1"$'\\n'
}
`;

const toProfile = ({ team, image }: SetupSource) => `
# A second run replaces what an earlier one wrote into the profile.
touch "$bakehouse_profile"
sed -i '\\|^# Bakehouse ${team}/${image}: from here$|,\\|^# Bakehouse ${team}/${image}: to here$|d' "$bakehouse_profile"
printf '%s\\n%s%s\\n' '# Bakehouse ${team}/${image}: from here' "$bakehouse_lines" \\
  '# Bakehouse ${team}/${image}: to here' >>"$bakehouse_profile"
`;

/** What is left out, as comments; no text of the Dockerfile can end one. */
function toRemarks(leftOut: readonly LeftOut[]): string {
  const lines = leftOut.map(
    ({ line, instruction, why }) => `#   Line ${line}, ${instruction}\n#     ${why}\n`,
  );
  return `\n# Not carried over:\n${lines.join("")}`.replace(/[\r\u2028\u2029]/g, " ");
}

/**
 * Returns two scripts for Codex Cloud, which starts from an image of its own and takes scripts: one that brings
 * there what a Dockerfile adds to its base, and one for when a cached container is resumed. What cannot be carried
 * over is listed, with its line. RUNs run as a build runs them: in order, each in a shell of its own, with the
 * variables and the directory that ARG, ENV and WORKDIR set.
 */
export function toSetupScript(source: SetupSource): SetupScript {
  const file = parseDockerfile(source.dockerfile);
  const list = listStages(file, source.platform);
  const steps = new SetupSteps(file, readGlobalArgs(list.preamble, file.escapeToken, source.platform));
  const chain = listChain(list);
  const base = chain[0];
  if (base) {
    const why =
      "Codex starts from its own image, an Ubuntu, not from this one: what only the base brings is missing, and versions of Debian's packages differ.";
    steps.leave(
      base.from,
      base.base === "scratch" ? "Codex starts from its own image, never from an empty one." : why,
    );
  }
  for (const instruction of chain.flatMap(({ instructions }) => instructions)) steps.take(instruction);

  const baseWorkdir = quoteShell(source.baseWorkdir);
  const hasProfile = steps.profile.length > 0;
  const setup = [
    `#!/usr/bin/env bash
# Codex Cloud, setup script: brings to Codex's own image what the Dockerfile of ${source.team}/${source.image},
# version ${source.version}, adds to ${base?.base || "its base"}.
set -euo pipefail
umask 022
`,
    toHelpers(source, steps.needsFiles),
    hasProfile ? KEEP : "",
    source.baseWorkdir === "/" ? "\ncd /\n" : `\nmkdir -p ${baseWorkdir}\ncd ${baseWorkdir}\n`,
    steps.lines.map((line) => `${line}\n`).join(""),
    hasProfile ? toProfile(source) : "",
    toRemarks(steps.leftOut),
  ].join("");
  const packages = listPackages(source.dockerfile, source.platform);
  return { setup, maintenance: toMaintenanceScript(source, steps.profile, packages), leftOut: steps.leftOut };
}
