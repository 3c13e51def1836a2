import { listPackages } from "#lib/dockerfile/list-packages";
import type { AgentsGuide } from "#lib/use-image/schemas";
import type { UseImageInput } from "#lib/use-image/use-image-input";

/** What an agent should know of the image it works in, as data: from its Dockerfile and its recorded config. */
export function toAgentsGuide(input: UseImageInput): AgentsGuide {
  const { team, image, config, origin } = input;
  return {
    image: `${team}/${image}`,
    build: input.tag,
    reference: input.pinned,
    follows: input.follows,
    base: input.base,
    runtimes: input.runtimes,
    packages: listPackages(input.dockerfile, config?.platform || undefined),
    env: Object.fromEntries(
      (config?.env ?? []).map((variable) => {
        const equals = variable.indexOf("=");
        return equals === -1 ? [variable, ""] : [variable.slice(0, equals), variable.slice(equals + 1)];
      }),
    ),
    workdir: config?.workdir || "/",
    user: config?.user || "root",
    entrypoint: config?.entrypoint ?? null,
    cmd: config?.cmd ?? null,
    ports: config?.exposedPorts ?? [],
    platform: config?.platform || null,
    use: {
      pull: `docker pull ${input.pinned}`,
      newest: `${origin}/api/v1/teams/${team}/images/${image}/use?channel=latest`,
    },
    avoid: [
      "Do not install again what the image brings, nor another version of it: it costs minutes at each start and drifts.",
      "Do not put the dependencies of one project into the image: they belong to the project's own manifest and lock file.",
      `Do not work around what is missing by installing it at each start: add it to the Dockerfile of ${team}/${image}, at ${origin}/images/${team}/${image}?tab=edit.`,
    ],
  };
}
