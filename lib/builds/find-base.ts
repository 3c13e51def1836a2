import { GOOD_BUILD } from "#lib/builds/good-build";
import { registryAddress, repositoryOf } from "#lib/builds/registry-address";
import type { ResolvedBase } from "#lib/builds/schemas";
import { db } from "#lib/db";
import { formatFamiliarReference, parseImageReference } from "#lib/dockerfile/image-reference";
import { visibleTo } from "#lib/images/image-access";

/** Where a base is: known to the catalogue with its digest, or for a registry to say. */
export type FoundBase =
  | { kind: "known"; repository: string; digest: string; source: ResolvedBase["source"] }
  | { kind: "unchecked"; reference: string; source: "base-image" }
  | { kind: "elsewhere"; reference: string }
  | { kind: "missing"; reason: string };

/**
 * Finds what a name in a FROM means for a team: the table of base images first, then the images of the
 * catalogue that the team may use (by tag: a channel, 3 or 3.2), else a registry. Another team's image is missing, not
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
  if (parsed.digest) {
    const repository = inOurRegistry(`${parsed.domain}/${parsed.path}`);
    if (!repository || !(await isHidden(teamId, repository))) return { kind: "elsewhere", reference: name };
    return { kind: "missing", reason: `the catalogue has no ${repository} that this team may use` };
  }
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

/** What a name in a FROM may mean in the catalogue: "team/image:tag", also behind our registry's address. */
export function inCatalogue(name: string): CatalogueName | null {
  const ours = inOurRegistry(name);
  const match = /^([^/:@]+)\/([^/:@]+)(?::([^/@]+))?(?:@.*)?$/.exec(ours ?? name);
  return match?.[1] && match[2]
    ? { team: match[1], image: match[2], tag: match[3] ?? "latest", isOurs: ours !== null }
    : null;
}

/** What follows our registry's address; null in any other. */
function inOurRegistry(name: string): string | null {
  const prefix = `${registryAddress()}/`;
  return name.startsWith(prefix) ? name.slice(prefix.length) : null;
}

/**
 * Whether a repository of our registry is a team's and none that this team may use. A plain "team/image" could be
 * Docker Hub's; with our registry's address in front it is surely ours, and the worker's own credentials must not
 * fetch it: of a team that is gone no less.
 */
async function isHidden(teamId: string, repository: string): Promise<boolean> {
  const [team = "", image, ...rest] = repository.split("/");
  if (!image || rest.length > 0) return false;
  if (await db.image.count({ where: { repository, deletedAt: null, AND: visibleTo([teamId]) } }))
    return false;
  const [ofTeams, teams] = await Promise.all([
    db.image.count({ where: { repository } }),
    db.team.count({ where: { name: team } }),
  ]);
  return ofTeams + teams > 0;
}

async function findInCatalogue(teamId: string, name: CatalogueName): Promise<FoundBase | null> {
  const image = await findVisibleImage(teamId, name);
  const missing = (reason: string): FoundBase => ({ kind: "missing", reason });
  const said = `${name.team}/${name.image}:${name.tag}`;
  if (!image) {
    const isOthers = name.isOurs && (await isHidden(teamId, `${name.team}/${name.image}`));
    return isOthers ? missing(`the catalogue has no good build of ${said} that this team may use`) : null;
  }
  const build = await findTaggedBuild(image.id, name.tag);
  if (!build?.digest) return missing(`the catalogue has no good build of ${said} that this team may use`);
  if (build.revokedAt) {
    return missing(`${said} was revoked${build.revokeReason ? ` (${build.revokeReason})` : ""}`);
  }
  return { kind: "known", repository: repositoryOf(image), digest: build.digest, source: "catalogue" };
}

/** An image that a team may use, by the name it has now, else by one it had. */
export async function findVisibleImage(
  teamId: string,
  { team, image: name }: Pick<CatalogueName, "team" | "image">,
): Promise<{ id: string; repository: string } | null> {
  const where = { AND: visibleTo([teamId]), deletedAt: null };
  const select = { id: true, repository: true };
  return (
    (await db.image.findFirst({ where: { ...where, team: { name: team }, name }, select })) ??
    (await db.image.findFirst({
      where: { ...where, formerNames: { some: { team: { name: team }, name } } },
      select,
    }))
  );
}

/** What a tag names: a version's newest good build, one build, or what a channel points to. */
async function findTaggedBuild(imageId: string, tag: string) {
  const select = { digest: true, revokedAt: true, revokeReason: true };
  const [, version, number] = /^(\d{1,9})(?:\.(\d{1,9}))?$/.exec(tag) ?? [];
  if (!version) {
    const where = { imageId_name: { imageId, name: tag } };
    return (await db.channel.findUnique({ where, select: { build: { select } } }))?.build ?? null;
  }
  return db.build.findFirst({
    where: {
      imageId,
      version: { number: Number(version) },
      ...(number ? { status: "succeeded", number: Number(number) } : GOOD_BUILD),
    },
    orderBy: { number: "desc" },
    select,
  });
}

/** A reference with its registry in full, and the same without tag or digest. */
function splitReference(text: string): { repository: string; reference: string } {
  const parsed = parseImageReference(text);
  if (!parsed) return { repository: text, reference: text };
  const repository = `${parsed.domain}/${parsed.path}`;
  return { repository, reference: `${repository}${parsed.tag ? `:${parsed.tag}` : `@${parsed.digest}`}` };
}
