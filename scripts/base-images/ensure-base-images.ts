import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Context } from "../context.ts";
import type { Tool } from "../services/system-packages.ts";
import { SetupError } from "../setup-error.ts";
import { step } from "../step.ts";
import { withLock } from "../with-lock.ts";
import { makeRoot } from "./make-root.ts";
import { type PublishedImage, publishRoot } from "./publish-root.ts";
import { baseName, REPOSITORY, recipeHash, SUITES, type Suite } from "./recipe.ts";
import {
  announceBaseImages,
  recordBaseImages,
  recordFailure,
  recordGivenImage,
} from "./record-base-images.ts";

export const BASE_IMAGE_TOOLS: Tool[] = [{ program: "mmdebstrap", package: "mmdebstrap" }];

/** What making a base image waits for; each is there when its promise is kept. */
export interface BaseImageNeeds {
  programs: Promise<unknown>;
  engine: Promise<string>;
  registry: Promise<string>;
  /** Migrated, and with its client generated. */
  database: Promise<string>;
}

/** The suites whose images this data folder has not made yet, or made by another recipe. */
export function missingSuites(ctx: Context, suites: Suite[] = SUITES): Suite[] {
  return process.env.BAKEHOUSE_BASE_IMAGE ? [] : suites.filter((suite) => readMade(ctx, suite) === null);
}

/**
 * The base images, in the registry and in the catalogue: made where they are missing, one suite after the
 * other, the first pushed while the second is made.
 * @throws SetupError when one of them cannot be made; the catalogue says so too
 */
export async function ensureBaseImages(
  ctx: Context,
  needs: BaseImageNeeds,
  suites: Suite[] = SUITES,
): Promise<void> {
  const given = process.env.BAKEHOUSE_BASE_IMAGE;
  if (given) return recordGivenImage(await needs.database, given);
  await withLock(ctx, "base-images", async () => {
    const pushes: Promise<void>[] = [];
    for (const suite of suites) {
      const made = readMade(ctx, suite);
      if (made) pushes.push(record(needs, suite, made));
      else pushes.push((await make(ctx, needs, suite)).pushed);
    }
    await Promise.all(pushes);
  });
}

/** Resolves once the file system is made; `pushed` once the image is in the registry and the catalogue. */
async function make(ctx: Context, needs: BaseImageNeeds, suite: Suite): Promise<{ pushed: Promise<void> }> {
  const since = Date.now();
  const name = baseName(suite.tags[0] as string);
  announce(needs, suite).catch(() => {});
  await needs.programs;
  const archive = await step(ctx, `${name}: Debian ${suite.suite}`, () => makeRoot(ctx, suite)).catch(
    (error) => fail(ctx, needs, suite, error),
  );
  const push = async () => {
    const target = { engine: await needs.engine, registry: await needs.registry };
    const image = await step(ctx, `${name}: imported and pushed`, () =>
      publishRoot(ctx, suite, archive, target),
    );
    await record(needs, suite, image);
    writeFileSync(
      madeFile(ctx, suite),
      JSON.stringify({ hash: recipeHash(ctx, suite), home: home(), image }, null, 2),
    );
    rmSync(archive.file, { force: true });
    ctx.printer.done(`${name} ready, ${Math.round(image.sizeBytes / 1e6)} MB`, since);
  };
  const pushed = push().catch((error) => fail(ctx, needs, suite, error));
  pushed.catch(() => {});
  return { pushed };
}

async function announce(needs: BaseImageNeeds, suite: Suite): Promise<void> {
  await announceBaseImages(await needs.database, suite, `${await needs.registry}/${REPOSITORY}`);
}

async function record(needs: BaseImageNeeds, suite: Suite, image: PublishedImage): Promise<void> {
  await recordBaseImages(await needs.database, suite, {
    ...image,
    repository: `${await needs.registry}/${REPOSITORY}`,
  });
}

async function fail(ctx: Context, needs: BaseImageNeeds, suite: Suite, error: unknown): Promise<never> {
  ctx.signal.throwIfAborted();
  const reason = error instanceof Error ? error.message : String(error);
  await recordFailure(await needs.database, suite, `${await needs.registry}/${REPOSITORY}`, reason);
  throw new SetupError(`The base image ${baseName(suite.tags[0] as string)} could not be made: ${reason}`);
}

interface Made {
  hash: string;
  home: string;
  image: PublishedImage;
}

function madeFile(ctx: Context, suite: Suite): string {
  return join(ctx.dataDir, "base-images", `${suite.suite}.json`);
}

/** Which registry it is in: our own may come back on another port. */
function home(): string {
  return process.env.BAKEHOUSE_REGISTRY ?? "own";
}

function readMade(ctx: Context, suite: Suite): PublishedImage | null {
  if (!existsSync(madeFile(ctx, suite))) return null;
  const made = JSON.parse(readFileSync(madeFile(ctx, suite), "utf8")) as Made;
  if (made.hash !== recipeHash(ctx, suite) || made.home !== home()) return null;
  return home() !== "own" || suite.tags.every((tag) => hasTag(ctx, tag)) ? made.image : null;
}

/** Distribution's layout of its files, which is there to look at before the registry runs. */
function hasTag(ctx: Context, tag: string): boolean {
  const repositories = join(ctx.dataDir, "registry", "docker", "registry", "v2", "repositories");
  return existsSync(join(repositories, REPOSITORY, "_manifests", "tags", tag, "current", "link"));
}
