import { join } from "node:path";
import { createInterface } from "node:readline/promises";
import { ensureCode } from "../backup/ensure-code.ts";
import { readArchiveArguments } from "../backup/read-archive-arguments.ts";
import type { VerifiedArchive } from "../backup/verify-archive.ts";
import { checkEnvironment } from "../bring-up.ts";
import type { Context } from "../context.ts";
import { ensurePostgres } from "../services/postgres.ts";
import { runningService } from "../services/shared-service.ts";
import { preferPort, replaceAppSecret } from "../settings.ts";
import { SetupError } from "../setup-error.ts";
import { step } from "../step.ts";

const USAGE = "Write it as: npm run restore -- FILE.tar [--without-images] [--replace]";
const OWN_REGISTRY = /^127\.0\.0\.1:(\d+)$/;

/** `npm run restore`: what `npm run backup` has written, in the place of an empty instance. */
export async function restore(ctx: Context): Promise<number> {
  const { file, flags } = readArchiveArguments(ctx.args, USAGE, ["without-images", "replace"]);
  const replace = flags.has("replace");
  await ensureCode(ctx);
  await checkEnvironment();
  const { restoreArchive } = await import("../backup/restore-archive.ts");
  const ours = !process.env.BAKEHOUSE_REGISTRY;
  const withImages = ours && !flags.has("without-images");
  if (withImages && (await runningService(ctx, "registry"))) {
    throw new SetupError("The registry is running: end `npm start` in this data folder, then restore.");
  }
  const databaseUrl = await ensurePostgres(ctx);
  const { manifest, upgraded } = await step(
    ctx,
    "restore",
    () =>
      restoreArchive({
        file,
        databaseUrl,
        replace,
        registryFolder: withImages ? join(ctx.dataDir, "registry") : null,
        confirm: (archive) => confirm(ctx, archive, replace ? databaseUrl : null),
        keepSecret: (secret) => keepSecret(ctx, secret),
      }),
    ({ manifest }) => `restored what was there at ${manifest.createdAt}`,
  );
  const port = OWN_REGISTRY.exec(manifest.registryAddress)?.[1];
  if (ours && port) preferPort(ctx, "registry", Number(port));
  const rows = manifest.tables.reduce((sum, table) => sum + table.rows, 0);
  const lines = [
    `${manifest.tables.length} tables with ${rows.toLocaleString("en")} rows, each counted.`,
    ...(upgraded.length > 0 ? [`Brought up to this release: ${upgraded.join(", ")}.`] : []),
    manifest.registry && withImages
      ? `Images: ${manifest.registry.files} files of the registry.`
      : `No images were restored: the catalogue's are at ${manifest.registryAddress}.`,
  ];
  ctx.printer.line(`\n${lines.map((line) => `  ${line}`).join("\n")}\n`);
  return 0;
}

/** A key that is given stands above the data folder's, so it must be the archive's. */
function keepSecret(ctx: Context, secret: string): () => void {
  if (process.env.BAKEHOUSE_SECRET) return () => {};
  const before = replaceAppSecret(ctx, secret);
  return () => {
    if (before) replaceAppSecret(ctx, before);
  };
}

async function confirm(ctx: Context, archive: VerifiedArchive, replaced: string | null): Promise<void> {
  const given = process.env.BAKEHOUSE_SECRET;
  if (given && given !== archive.secret) {
    throw new SetupError(
      "BAKEHOUSE_SECRET is not the one in the archive, without which its secrets cannot be read: set it to what " +
        "`tar -xOf FILE.tar keys.json` shows.",
    );
  }
  if (!replaced) return;
  const { hostname, pathname } = new URL(replaced);
  ctx.printer.line(`\n  Everything in the database ${pathname.slice(1)} on ${hostname} will be deleted.`);
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  const closed = new Promise<string>((resolve) => terminal.once("close", () => resolve("")));
  const answer = await Promise.race([terminal.question('  Type "replace" to go on: '), closed]);
  terminal.close();
  if (answer.trim() !== "replace") throw new SetupError("Nothing was changed.");
}
