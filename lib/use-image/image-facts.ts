import type { UseImageInput } from "#lib/use-image/use-image-input";

/** Where the texts put the project: apart from what the image itself has in its working directory. */
export const WORKSPACE = "/workspace";

/** The user without its group; "root" where the image sets none. */
export function userOf({ config }: UseImageInput): string {
  return config?.user.split(":")[0] || "root";
}

/** Ports the image says it listens on, TCP ones, as numbers. */
export function portsOf({ config }: UseImageInput): number[] {
  return (config?.exposedPorts ?? []).flatMap((port) => {
    const [, number] = /^(\d+)(?:\/tcp)?$/.exec(port) ?? [];
    return number === undefined ? [] : [Number(number)];
  });
}

/** Whether a container of it has anything to run when it is told nothing. */
export function hasCommand({ config }: UseImageInput): boolean {
  return config === null || (config.cmd?.length ?? 0) > 0 || (config.entrypoint?.length ?? 0) > 0;
}

/** What whoever uses it elsewhere should know of the registry: null where any machine may reach it. */
export function registryNote({ reference }: UseImageInput): string | null {
  const host = reference.slice(0, reference.indexOf("/"));
  if (!/^(?:localhost|127\.|\[::1\])/.test(host)) return null;
  return `The registry ${host} is reached from its own machine alone. Elsewhere, put the address by which others reach it in its place.`;
}

/** What becomes of the text when the image is built again. */
export function movesNote({ follows, isPending, tag, pinned }: UseImageInput): string {
  if (follows === null) return `By digest: it starts build ${tag} today and in a year.`;
  const when = isPending ? "as soon as the registry's tag has been moved there" : "now";
  return `It follows ${follows}, which is build ${tag} ${when}. To stay with that build, name ${pinned}.`;
}

export function notesOf(input: UseImageInput, ...more: (string | null | false)[]): string[] {
  return [movesNote(input), registryNote(input), ...more].filter((note): note is string => Boolean(note));
}
