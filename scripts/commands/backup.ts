import { readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { ensureCode } from "../backup/ensure-code.ts";
import { readArchiveArguments } from "../backup/read-archive-arguments.ts";
import { checkEnvironment } from "../bring-up.ts";
import type { Context } from "../context.ts";
import { ensurePostgres } from "../services/postgres.ts";
import { planRegistry } from "../services/registry.ts";
import { secrets } from "../settings.ts";
import { step } from "../step.ts";

const USAGE = "Write it as: npm run backup -- FILE.tar [--without-images]";

/** `npm run backup`: everything that the instance is made of, in one file, while it goes on working. */
export async function backup(ctx: Context): Promise<number> {
  const { file, flags } = readArchiveArguments(ctx.args, USAGE, ["without-images"]);
  const withoutImages = flags.has("without-images");
  await ensureCode(ctx);
  await checkEnvironment();
  const ours = !process.env.BAKEHOUSE_REGISTRY;
  const [{ writeArchive }, { formatBytes }] = await Promise.all([
    import("../backup/write-archive.ts"),
    import("#lib/format/format-bytes"),
  ]);
  const databaseUrl = await ensurePostgres(ctx);
  const registryAddress = await planRegistry(ctx);
  const manifest = await step(ctx, "back-up", () =>
    writeArchive({
      file,
      databaseUrl,
      secret: process.env.BAKEHOUSE_SECRET || secrets(ctx).app,
      release: readRelease(ctx),
      registryAddress,
      registryFolder: ours && !withoutImages ? join(ctx.dataDir, "registry") : null,
    }),
  );
  const rows = manifest.tables.reduce((sum, table) => sum + table.rows, 0);
  const images = manifest.registry
    ? `images (${formatBytes(manifest.registry.bytes)} of the registry)`
    : `no images: ${ours ? "they were left out" : `those of ${registryAddress} are backed up where that registry is`}`;
  ctx.printer.line(`
  ${file}, ${formatBytes(statSync(file).size)}: ${manifest.tables.length} tables with ${rows.toLocaleString("en")} rows, the key, ${images}.
  Keep it secret: whoever has it can sign in as anyone.
`);
  return 0;
}

function readRelease(ctx: Context): string {
  return (JSON.parse(readFileSync(join(ctx.root, "package.json"), "utf8")) as { version: string }).version;
}
