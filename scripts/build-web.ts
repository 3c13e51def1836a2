import { readdirSync } from "node:fs";
import { join } from "node:path";
import { compressStatic } from "./compress-static.ts";
import type { Context } from "./context.ts";
import { runCommand } from "./run-command.ts";
import { hashOf, unlessStamped } from "./stamp.ts";
import { step } from "./step.ts";
import { withLock } from "./with-lock.ts";

const INPUTS = [
  "app",
  "components",
  "lib",
  "scripts/compress-static.ts",
  "public",
  "prisma/schema.prisma",
  "package.json",
  "package-lock.json",
];

export const NEXT = join("node_modules", "next", "dist", "bin", "next");

/** The pages, compiled for production, unless that was done for the same sources. */
export async function buildWeb(ctx: Context): Promise<void> {
  // Next.js reads its settings, its proxy and the style sheets' from files of fixed names beside package.json.
  const settings = readdirSync(ctx.root).filter(
    (name) => /\.(ts|mjs)$|^tsconfig\.json$/.test(name) && name !== "next-env.d.ts",
  );
  const hash = hashOf(ctx.root, [...INPUTS, ...settings.sort()], [process.version]);
  await withLock(ctx, "web-build", () =>
    step(
      ctx,
      "pages compiled",
      () => unlessStamped(join(ctx.root, ".next", "BAKEHOUSE"), hash, () => build(ctx)),
      (done) => (done ? "pages compiled" : null),
    ),
  );
}

async function build(ctx: Context): Promise<void> {
  await runCommand(ctx, process.execPath, {
    name: "next build",
    args: [NEXT, "build"],
    log: "web-build",
    env: { ...process.env, NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1" },
  });
  await compressStatic(ctx.root);
}
