import { registryAddress } from "#lib/builds/registry-address";
import { formatFamiliarReference, parseImageReference } from "#lib/dockerfile/image-reference";
import { type Base, listBases } from "#lib/dockerfile/list-bases";
import { type DeclaredPackage, listPackages } from "#lib/dockerfile/list-packages";

export const ECOSYSTEMS: readonly DeclaredPackage["ecosystem"][] = [
  "apt",
  "apk",
  "npm",
  "pip",
  "go",
  "cargo",
  "gem",
];

/** More would make no difference to who finds it, and a Dockerfile can be 256 KiB long. */
const MOST = 500;

/**
 * What a Dockerfile declares, as images are compared and searched by it: the images it builds on, as Docker shortens
 * them ("codex-base:latest"), those of our own registry without its address, each also without its tag
 * ("media/ffmpeg"); and packages by ecosystem without versions ("apt:ffmpeg").
 */
export function declaredContents(dockerfile: string): { bases: string[]; packages: string[] } {
  const packages = listPackages(dockerfile).map(({ ecosystem, name }) => `${ecosystem}:${name}`);
  return { bases: declaredBases(dockerfile), packages: distinct(packages) };
}

/** @param kinds what counts: of COPY --from and RUN --mount=from only files are taken, but without it no build goes on */
export function declaredBases(
  dockerfile: string,
  kinds: readonly Base["kind"][] = ["from", "copy", "mount"],
): string[] {
  const bases = listBases(dockerfile)
    .bases.filter(({ kind, isNeeded }) => kinds.includes(kind) && isNeeded)
    .flatMap(({ name }) => {
      const parsed = parseImageReference(name);
      const familiar = parsed ? formatFamiliarReference(parsed) : name;
      const ours = `${registryAddress()}/`;
      const known = familiar.startsWith(ours) ? familiar.slice(ours.length) : familiar;
      return [known, known.replace(/(:[^:/@]+)?(@.*)?$/, "")];
    });
  return distinct(bases);
}

function distinct(names: string[]): string[] {
  return [...new Set(names)].sort().slice(0, MOST);
}
