import type { Context } from "#lib/auth/context";
import { toStep } from "#lib/builds/build-dto";
import { getBuildInScope, readBuild } from "#lib/builds/read-build";
import type { Build } from "#lib/builds/schemas";
import { db } from "#lib/db";
import { notFound } from "#lib/errors";

/** One build with its steps. Its revision is read first, so following from there misses nothing. */
export async function getBuild(ctx: Context, input: { id: string }): Promise<Build> {
  await getBuildInScope(ctx, input.id);
  const build = await readBuild(input.id);
  if (!build) throw notFound("build");
  const steps = await db.step.findMany({ where: { buildId: input.id }, orderBy: { index: "asc" } });
  return { ...build, steps: steps.map(toStep) };
}
