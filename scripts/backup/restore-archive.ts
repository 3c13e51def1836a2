import { Client } from "pg";
import { applyMigrationsLocked, MIGRATION_LOCK } from "../migrate.ts";
import { readMigrations } from "../read-migrations.ts";
import { SetupError } from "../setup-error.ts";
import type { Manifest } from "./manifest.ts";
import { requireFreeDatabase } from "./require-free-database.ts";
import { restoreDatabase } from "./restore-database.ts";
import { hasImages, type RestoredRegistry, unpackRegistry } from "./restore-registry.ts";
import { type VerifiedArchive, verifyArchive } from "./verify-archive.ts";

/** In the schema of this release: builds that ran are taken up at once, and tags in the registry are looked at again. */
const SET_GOING = `
  UPDATE "Build" SET "leaseUntil" = 'epoch' WHERE status = 'running';
  INSERT INTO "RegistryTag" ("imageId", tag, "requestedAt", "notBefore")
    SELECT channel."imageId", channel.name, now(), now() FROM "Channel" channel
    JOIN "Image" image ON image.id = channel."imageId" WHERE image."deletedAt" IS NULL
    UNION
    SELECT version."imageId", version.number::text, now(), now() FROM "Version" version
    JOIN "Image" image ON image.id = version."imageId" WHERE image."deletedAt" IS NULL
      AND EXISTS (SELECT FROM "Build" build WHERE build."versionId" = version.id AND build.status = 'succeeded')
  ON CONFLICT ("imageId", tag) DO UPDATE SET "requestedAt" = now(), "notBefore" = now(), attempts = 0`;

export interface RestoreOptions {
  file: string;
  databaseUrl: string;
  /** Delete what is there. */
  replace: boolean;
  /** Where the registry's storage is to be; null to leave the images of the archive alone. */
  registryFolder: string | null;
  /** Called with what the archive says before anything is changed: the last moment to refuse. */
  confirm?: (archive: VerifiedArchive) => Promise<void>;
  /** Keeps the archive's key; returns what undoes that. */
  keepSecret: (secret: string) => () => void;
}

export interface Restored {
  manifest: Manifest;
  /** Migrations of this release that the archive's did not have yet. */
  upgraded: string[];
}

/**
 * Puts an archive's instance in the place of an empty one. Everything is checked before anything is changed, and the
 * database changes in one transaction: what fails leaves all as it was.
 * @throws SetupError when the archive is broken or of a newer release, or when there is something already
 */
export async function restoreArchive(options: RestoreOptions): Promise<Restored> {
  const { file, databaseUrl, replace, registryFolder } = options;
  const archive = await verifyArchive(file);
  const { manifest } = archive;
  await requireKnownMigrations(file, manifest);
  const client = new Client({ connectionString: databaseUrl, application_name: "bakehouse restore" });
  client.on("error", () => {});
  await client.connect();
  let registry: RestoredRegistry | undefined;
  try {
    await client.query("SELECT pg_advisory_lock($1)", [MIGRATION_LOCK]);
    await requireFreeDatabase(client, replace);
    if (manifest.registry && registryFolder) {
      if (!replace && hasImages(registryFolder)) {
        throw new SetupError(
          `${registryFolder} has images already. Add --replace, which deletes them, or --without-images.`,
        );
      }
    }
    await options.confirm?.(archive);
    if (manifest.registry && registryFolder) {
      registry = await unpackRegistry(file, registryFolder, manifest.registry);
    }
    await inOneGo(client, archive, options, registry);
    await registry?.finish();
    const upgraded = await applyMigrationsLocked(databaseUrl, client);
    await client.query(SET_GOING);
    return { manifest, upgraded };
  } finally {
    await client.end();
  }
}

async function inOneGo(
  client: Client,
  { manifest, secret }: VerifiedArchive,
  options: RestoreOptions,
  registry: RestoredRegistry | undefined,
): Promise<void> {
  let forgetSecret: (() => void) | undefined;
  try {
    await client.query("BEGIN");
    await restoreDatabase(client, options.file, manifest);
    forgetSecret = options.keepSecret(secret);
    await registry?.take();
    await client.query("COMMIT");
  } catch (error) {
    await client.query("ROLLBACK").catch(() => {});
    forgetSecret?.();
    await registry?.giveBack();
    throw error;
  }
}

async function requireKnownMigrations(file: string, manifest: Manifest): Promise<void> {
  const known = new Set((await readMigrations()).migrationDirectories.map(({ path }) => path));
  const unknown = manifest.migrations.find((name) => !known.has(name));
  if (!unknown) return;
  throw new SetupError(
    `${file} is of a newer release of Bakehouse (${manifest.release}, with the migration ${unknown}): restore it with that one.`,
  );
}
