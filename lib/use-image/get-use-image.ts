import type { Context } from "#lib/auth/context";
import { repositoryOf } from "#lib/builds/registry-address";
import type { ImageConfig } from "#lib/builds/schemas";
import { db } from "#lib/db";
import { listChain } from "#lib/dockerfile/list-chain";
import { listStages } from "#lib/dockerfile/list-stages";
import { parseDockerfile } from "#lib/dockerfile/parse-dockerfile";
import { env } from "#lib/env";
import { getImageInScope } from "#lib/images/get-image-in-scope";
import { type AskedBuild, chooseBuild } from "#lib/use-image/choose-build";
import { listUseTabs } from "#lib/use-image/list-use-tabs";
import type { UseImage } from "#lib/use-image/schemas";
import { toAgentsGuide } from "#lib/use-image/to-agents-guide";

function baseOf(dockerfile: string): string | null {
  const base = listChain(listStages(parseDockerfile(dockerfile)))[0]?.base;
  return base && base !== "scratch" ? base : null;
}

/**
 * Ready texts for every place that can start an image: following a channel or a version by its tag, or a build by
 * its digest; the one that latest names, where nothing is asked for.
 * @throws not_found; conflict where that build was revoked
 */
export async function getUseImage(
  ctx: Context,
  input: { team: string; image: string; origin?: string } & AskedBuild,
): Promise<UseImage> {
  const image = await getImageInScope(ctx, input);
  const { buildId, tag, follows } = await chooseBuild(image, input);
  const build = await db.build.findUniqueOrThrow({
    where: { id: buildId },
    select: {
      number: true,
      digest: true,
      config: true,
      version: { select: { number: true, dockerfile: true } },
    },
  });
  const { number: version, dockerfile } = build.version;
  const base = baseOf(dockerfile);
  const known = base
    ? await db.baseImage.findFirst({
        where: { name: { in: [base, `${base}:latest`] } },
        select: { runtimes: true },
      })
    : null;
  const pending =
    tag === null
      ? null
      : await db.registryTag.findUnique({ where: { imageId_tag: { imageId: image.id, tag } } });
  const { BAKEHOUSE_URL, PORT } = env();
  const digest = build.digest ?? "";
  const pinned = `${repositoryOf(image)}@${digest}`;
  const texts = {
    team: image.team,
    image: image.name,
    tag: `${version}.${build.number}`,
    version,
    reference: tag === null ? pinned : `${repositoryOf(image)}:${tag}`,
    follows,
    isPending: pending !== null,
    pinned,
    digest,
    origin: new URL(BAKEHOUSE_URL ?? input.origin ?? `http://localhost:${PORT}`).origin,
    dockerfile,
    config: build.config as ImageConfig | null,
    base,
    runtimes: (known?.runtimes ?? {}) as Record<string, string>,
  };
  return {
    reference: texts.reference,
    pinned,
    digest,
    build: texts.tag,
    follows,
    tabs: listUseTabs(texts),
    agents: toAgentsGuide(texts),
  };
}
