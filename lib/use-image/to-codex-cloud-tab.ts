import { listChain } from "#lib/dockerfile/list-chain";
import { listStages } from "#lib/dockerfile/list-stages";
import { parseDockerfile } from "#lib/dockerfile/parse-dockerfile";
import { toSetupScript } from "#lib/use-image/to-setup-script";
import type { MakeTab } from "#lib/use-image/use-image-input";

/** Codex Cloud takes no image but scripts: those that come nearest to this image, and what they leave out. */
export const toCodexCloudTab: MakeTab = (input) => {
  const { team, image, version, dockerfile, config } = input;
  const platform = config?.platform || "linux/amd64";
  const setsWorkdir = listChain(listStages(parseDockerfile(dockerfile))).some(({ instructions }) =>
    instructions.some(({ keyword }) => keyword === "WORKDIR"),
  );
  // The recorded directory is the base's where the Dockerfile sets none.
  const baseWorkdir = setsWorkdir ? "/" : (config?.workdir ?? "/");
  const { setup, maintenance, leftOut } = toSetupScript({
    team,
    image,
    version,
    dockerfile,
    platform,
    baseWorkdir,
  });
  return {
    id: "codex-cloud",
    title: "Codex Cloud",
    language: "shell",
    files: [
      { path: "Setup script", text: setup },
      { path: "Maintenance script", text: maintenance },
    ],
    notes: [
      "Codex Cloud starts from its own image and takes scripts. Paste both into the environment's settings; the setup script needs internet access, which it has.",
      `The scripts are those of version ${version}: take them again when a newer one is to be used.`,
      ...leftOut.map(
        ({ line, instruction, why }) => `Not carried over, line ${line}, ${instruction}: ${why}`,
      ),
    ],
  };
};
