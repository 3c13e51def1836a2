import { hasCommand, notesOf, portsOf, userOf, WORKSPACE } from "#lib/use-image/image-facts";
import { quoteShell } from "#lib/use-image/quote";
import type { MakeTab } from "#lib/use-image/use-image-input";

/** `docker run` with the project's directory inside. */
export const toDockerTab: MakeTab = (input) => {
  const options = [
    "--rm --interactive --tty",
    `--mount "type=bind,source=$PWD,target=${WORKSPACE}" --workdir ${WORKSPACE}`,
    ...(input.follows === null ? [] : ["--pull always"]),
    ...portsOf(input).map((port) => `--publish 127.0.0.1:${port}:${port}`),
  ];
  const image = `${quoteShell(input.reference)}${hasCommand(input) ? "" : " sh"}`;
  const user = userOf(input);
  return {
    id: "docker",
    title: "Docker",
    language: "shell",
    files: [
      {
        path: "In a shell",
        text: `docker run \\\n${options.map((option) => `  ${option} \\\n`).join("")}  ${image}\n`,
      },
    ],
    notes: notesOf(
      input,
      `The directory you are in is mounted at ${WORKSPACE}.`,
      user !== "root" &&
        `Processes run as ${user}; files of another owner in your directory may be read-only to it.`,
      !hasCommand(input) && "The image names no command of its own, so a shell is asked for.",
    ),
  };
};
