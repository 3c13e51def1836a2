import type { z } from "zod";
import { recordAudit } from "#lib/audit/record-audit";
import type { Context } from "#lib/auth/context";
import { requireAdministrator } from "#lib/auth/scope";
import { toBaseImage } from "#lib/base-images/base-image-dto";
import type { BaseImage, saveBaseImageSchema } from "#lib/base-images/schemas";
import { db } from "#lib/db";
import { parseImageReference } from "#lib/dockerfile/image-reference";
import { AppError } from "#lib/errors";
import { notifyChange, notifyChore } from "#lib/live/notify";
import { unlessTaken } from "#lib/unless-taken";

/**
 * Adds a base image; a worker then asks the registry for its digest. Administrators only.
 * @throws invalid when a name or reference is none; conflict when the name is taken
 */
export async function createBaseImage(
  ctx: Context,
  input: z.infer<typeof saveBaseImageSchema>,
): Promise<BaseImage> {
  requireAdministrator(ctx);
  for (const field of ["name", "reference"] as const) {
    if (!parseImageReference(input[field])) {
      throw new AppError("invalid", `“${input[field]}” is no image reference, such as codex-base:latest.`, {
        problems: [{ field, message: "Write it as in FROM: [registry/]name[:tag]." }],
      });
    }
  }
  return unlessTaken(
    () =>
      db.$transaction(async (tx) => {
        const row = await tx.baseImage.create({ data: { ...input, checkRequestedAt: new Date() } });
        await recordAudit(tx, ctx, {
          action: "baseImage.create",
          target: row.name,
          after: { reference: row.reference, description: row.description },
        });
        await notifyChore(tx, "baseImages");
        await notifyChange(tx, { kind: "baseImages" });
        return toBaseImage(row, 0);
      }),
    () =>
      new AppError("conflict", `There is a base image named ${input.name} already.`, {
        problems: [{ field: "name", message: "This name is taken." }],
      }),
  );
}
