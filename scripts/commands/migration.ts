import { relative } from "node:path";
import type { Context } from "../context.ts";
import { installPackages } from "../install-packages.ts";
import { ensurePostgres } from "../services/postgres.ts";

/** `node scripts/start.mjs migration NAME`: writes the migration from prisma/migrations to schema.prisma. */
export async function migration(ctx: Context): Promise<number> {
  await installPackages(ctx);
  const databaseUrl = await ensurePostgres(ctx);
  const { makeMigration } = await import("../make-migration.ts");
  const folder = await makeMigration(databaseUrl, ctx.args[0] ?? "");
  ctx.printer.line(
    folder
      ? `  Read and complete ${relative(ctx.root, folder)}/migration.sql`
      : "  Schema and migrations agree.",
  );
  return 0;
}
