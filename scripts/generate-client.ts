import { join } from "node:path";
import type { Context } from "./context.ts";
import { runCommand } from "./run-command.ts";
import { hashOf, unlessStamped } from "./stamp.ts";
import { step } from "./step.ts";
import { withLock } from "./with-lock.ts";

/** The Prisma client for schema.prisma as it is now. */
export async function generateClient(ctx: Context): Promise<void> {
  const hash = hashOf(ctx.root, ["prisma/schema.prisma", "node_modules/prisma/package.json"]);
  const stamp = join(ctx.root, "prisma", "generated", ".bakehouse");
  await withLock(ctx, "prisma-client", () =>
    step(
      ctx,
      "database client",
      () => unlessStamped(stamp, hash, () => generate(ctx)),
      (done) => (done ? "database client" : null),
    ),
  );
}

async function generate(ctx: Context): Promise<void> {
  await runCommand(ctx, process.execPath, {
    name: "prisma generate",
    args: [join(ctx.root, "node_modules", "prisma", "build", "index.js"), "generate"],
    env: {
      ...process.env,
      // Generating does not use the engine; any program that exists keeps the command from downloading one.
      PRISMA_SCHEMA_ENGINE_BINARY: process.execPath,
      PRISMA_HIDE_UPDATE_MESSAGE: "1",
      CHECKPOINT_DISABLE: "1",
    },
  });
}
