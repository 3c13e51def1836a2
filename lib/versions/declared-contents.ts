import { registryAddress } from "#lib/builds/registry-address";
import { formatFamiliarReference, parseImageReference } from "#lib/dockerfile/image-reference";
import { listBases } from "#lib/dockerfile/list-bases";
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
 * What a Dockerfile declares, as images are compared and searched by it: bases as Docker shortens them
 * ("codex-base:latest"), those of our own registry without its address, each also without its tag ("media/ffmpeg");
 * and packages by ecosystem without versions ("apt:ffmpeg").
 */
export function declaredContents(dockerfile: string): { bases: string[]; packages: string[] } {
  const bases = listBases(dockerfile)
    .bases.filter(({ kind, isNeeded }) => kind === "from" && isNeeded)
    .flatMap(({ name }) => {
      const parsed = parseImageReference(name);
      const familiar = parsed ? formatFamiliarReference(parsed) : name;
      const ours = `${registryAddress()}/`;
      const known = familiar.startsWith(ours) ? familiar.slice(ours.length) : familiar;
      return [known, known.replace(/(:[^:/@]+)?(@.*)?$/, "")];
    });
  const packages = listPackages(dockerfile).map(({ ecosystem, name }) => `${ecosystem}:${name}`);
  return { bases: distinct(bases), packages: distinct(packages) };
}

function distinct(names: string[]): string[] {
  return [...new Set(names)].sort().slice(0, MOST);
}
