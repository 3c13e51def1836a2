import { registryAddress } from "#lib/builds/registry-address";
import type { ResolvedBase } from "#lib/builds/schemas";
import { db } from "#lib/db";
import { formatFamiliarReference, parseImageReference } from "#lib/dockerfile/image-reference";

/** Where a base is: known to the catalogue with its digest, or for a registry to say. */
export type FoundBase =
  | { kind: "known"; repository: string; digest: string; source: ResolvedBase["source"] }
  | { kind: "unchecked"; reference: string; source: "base-image" }
  | { kind: "elsewhere"; reference: string }
  | { kind: "missing"; reason: string };

/**
 * Finds what a name in a FROM means for a team: the table of base images first, then the team's own images
 * in the catalogue (by tag: latest, 3 or 3.2), else a registry. Another team's image is missing, not
 * elsewhere, although the worker's own credentials could pull it.
 */
export async function findBase(teamId: string, name: string): Promise<FoundBase> {
  const parsed = parseImageReference(name);
  if (!parsed) return { kind: "missing", reason: `“${name}” is no image reference` };
  const familiar = formatFamiliarReference(parsed);
  const base = await db.baseImage.findFirst({ where: { name: { in: [name, familiar] } } });
  if (base) {
    const { repository, reference } = splitReference(base.reference);
    if (base.digest) return { kind: "known", repository, digest: base.digest, source: "base-image" };
    return { kind: "unchecked", reference, source: "base-image" };
  }
  if (parsed.digest) return { kind: "elsewhere", reference: name };
  const own = inCatalogue(name);
  if (own) {
    const found = await findInCatalogue(teamId, own);
    if (found) return found;
  }
  return { kind: "elsewhere", reference: familiar };
}

interface CatalogueName {
  team: string;
  image: string;
  tag: string;
  /** The name begins with our registry's address: it can mean nothing else. */
  isOurs: boolean;
}

function inCatalogue(name: string): CatalogueName | null {
  const prefix = `${registryAddress()}/`;
  const isOurs = name.startsWith(prefix);
  const match = /^([^/:@]+)\/([^/:@]+)(?::([^/@]+))?$/.exec(isOurs ? name.slice(prefix.length) : name);
  return match?.[1] && match[2]
    ? { team: match[1], image: match[2], tag: match[3] ?? "latest", isOurs }
    : null;
}

async function findInCatalogue(teamId: string, name: CatalogueName): Promise<FoundBase | null> {
  const team = await db.team.findUnique({ where: { name: name.team }, select: { id: true } });
  if (!team) return null;
  const missing: FoundBase = {
    kind: "missing",
    reason: `the catalogue has no good build of ${name.team}/${name.image}:${name.tag} that this team may use`,
  };
  const image =
    team.id === teamId
      ? await db.image.findFirst({
          where: { teamId, name: name.image, deletedAt: null },
          select: { id: true, latestBuild: { select: { digest: true } } },
        })
      : null;
  // A plain "team/image" could be Docker Hub's; only with our registry's address in front is it surely ours.
  if (!image) return name.isOurs ? missing : null;
  const digest =
    name.tag === "latest" ? image.latestBuild?.digest : await findTaggedDigest(image.id, name.tag);
  if (!digest) return missing;
  return {
    kind: "known",
    repository: `${registryAddress()}/${name.team}/${name.image}`,
    digest,
    source: "catalogue",
  };
}

async function findTaggedDigest(imageId: string, tag: string): Promise<string | null | undefined> {
  const [, version, number] = /^(\d{1,9})(?:\.(\d{1,9}))?$/.exec(tag) ?? [];
  if (!version) return null;
  const build = await db.build.findFirst({
    where: {
      imageId,
      status: "succeeded",
      version: { number: Number(version) },
      number: number ? Number(number) : undefined,
    },
    orderBy: { number: "desc" },
    select: { digest: true },
  });
  return build?.digest;
}

/** A reference with its registry in full, and the same without tag or digest. */
function splitReference(text: string): { repository: string; reference: string } {
  const parsed = parseImageReference(text);
  if (!parsed) return { repository: text, reference: text };
  const repository = `${parsed.domain}/${parsed.path}`;
  return { repository, reference: `${repository}${parsed.tag ? `:${parsed.tag}` : `@${parsed.digest}`}` };
}
