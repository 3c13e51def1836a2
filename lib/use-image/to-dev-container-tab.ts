import { notesOf, portsOf, userOf } from "#lib/use-image/image-facts";
import type { MakeTab } from "#lib/use-image/use-image-input";

/** devcontainer.json of the Development Container specification. */
export const toDevContainerTab: MakeTab = (input) => {
  const ports = portsOf(input);
  const definition = {
    name: `${input.team}/${input.image}`,
    image: input.reference,
    remoteUser: userOf(input),
    ...(ports.length > 0 && { forwardPorts: ports }),
  };
  return {
    id: "dev-container",
    title: "Dev Container",
    language: "json",
    files: [{ path: ".devcontainer/devcontainer.json", text: `${JSON.stringify(definition, null, 2)}\n` }],
    notes: notesOf(
      input,
      "What the project needs beside the image goes into postCreateCommand, such as npm ci.",
      input.follows !== null &&
        "An editor pulls the image once: rebuild the container without cache to follow.",
    ),
  };
};
