import { readRuntimes } from "#lib/base-images/read-runtimes";
import type { PrismaClient } from "#prisma/generated/client";
import type { PublishedImage } from "./publish-root.ts";
import { summarize } from "./publish-root.ts";
import { baseName, type Suite } from "./recipe.ts";

/** What a row of the catalogue's base images is to say. */
interface Row {
  description: string;
  reference: string;
  digest?: string;
  sizeBytes?: bigint;
  runtimes?: Record<string, string>;
  checkError?: string | null;
  checkRequestedAt?: Date;
}

/** Says in the catalogue that a suite's images are on their way, unless they are there already. */
export async function announceBaseImages(
  databaseUrl: string,
  suite: Suite,
  repository: string,
): Promise<void> {
  const description = `${summarize(suite)}. Being made on this machine; ready in a minute or two.`;
  await save(
    databaseUrl,
    suite.tags,
    (tag) => ({ description, reference: `${repository}:${tag}`, checkError: null }),
    true,
  );
}

/** Puts a suite's images into the catalogue; a row that says the same stays as it is. */
export async function recordBaseImages(
  databaseUrl: string,
  suite: Suite,
  image: PublishedImage,
): Promise<void> {
  const { repository, digest } = image;
  const known = {
    description: `${summarize(suite)}.`,
    digest,
    runtimes: readRuntimes({ env: [], labels: image.labels }),
    sizeBytes: BigInt(image.sizeBytes),
    checkError: null,
  };
  await save(databaseUrl, suite.tags, (tag) => ({ ...known, reference: `${repository}:${tag}` }));
}

/** Says in the catalogue why there are none; a worker or the next start may know better. */
export async function recordFailure(
  databaseUrl: string,
  suite: Suite,
  repository: string,
  reason: string,
): Promise<void> {
  const description = `${summarize(suite)}.`;
  const checkError = `It could not be made: ${reason}`;
  await save(databaseUrl, suite.tags, (tag) => ({
    description,
    reference: `${repository}:${tag}`,
    checkError,
  }));
}

/** Enters an image that is elsewhere; a worker asks its registry for the digest. */
export async function recordGivenImage(databaseUrl: string, reference: string): Promise<void> {
  await save(databaseUrl, ["latest"], () => ({ description: "", reference, checkRequestedAt: new Date() }));
}

async function save(
  databaseUrl: string,
  tags: string[],
  row: (tag: string) => Row,
  onlyNew = false,
): Promise<void> {
  const db = await open(databaseUrl);
  try {
    for (const tag of tags) {
      const name = baseName(tag);
      const data = row(tag);
      const kept = await db.baseImage.findUnique({ where: { name } });
      const same =
        kept &&
        kept.reference === data.reference &&
        kept.digest === (data.digest ?? null) &&
        !kept.checkError;
      if (kept && (same || onlyNew)) continue;
      const now = data.digest ? { checkedAt: new Date(), updatedAt: new Date() } : { updatedAt: new Date() };
      await db.baseImage.upsert({
        where: { name },
        create: { name, ...data, ...now },
        update: { ...data, ...now },
      });
    }
    await db.$executeRaw`SELECT pg_notify('changes', ${JSON.stringify({ kind: "baseImages" })})`;
  } finally {
    await db.$disconnect();
  }
}

async function open(databaseUrl: string): Promise<PrismaClient> {
  const [{ PrismaPg }, { PrismaClient }] = await Promise.all([
    import("@prisma/adapter-pg"),
    import("#prisma/generated/client"),
  ]);
  return new PrismaClient({ adapter: new PrismaPg({ connectionString: databaseUrl, max: 1 }) });
}
