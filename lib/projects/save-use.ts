import type { z } from "zod";
import { recordAudit } from "#lib/audit/record-audit";
import type { Context } from "#lib/auth/context";
import { findBuildOfImage } from "#lib/channels/find-build-of-image";
import { lockImage } from "#lib/channels/promote";
import { requireGood } from "#lib/channels/require-good";
import { type Db, db } from "#lib/db";
import { AppError } from "#lib/errors";
import { getImageInScope, type ScopedImage } from "#lib/images/get-image-in-scope";
import { teamsThatSee } from "#lib/images/teams-that-see";
import { notifyChange } from "#lib/live/notify";
import { getProject } from "#lib/projects/get-project";
import { getProjectInScope, type ScopedProject } from "#lib/projects/get-project-in-scope";
import type { Project, saveUseSchema } from "#lib/projects/schemas";

type Input = z.infer<typeof saveUseSchema>;

/**
 * Says which image a project gets under a name, and what it follows; makes the use where there is none. Maintainers
 * of the project's team only; any image that they may see and the team may use.
 * @throws not_found for an image, channel, version or build that is not there; conflict for a build that is not
 *   good and for an image that is not shared with the team; invalid for a hold in the past
 */
export async function saveUse(ctx: Context, input: Input): Promise<Project> {
  const project = await getProjectInScope(ctx, input, "maintainer");
  const [team = "", name = ""] = input.image.split("/");
  const image = await getImageInScope(ctx, { team, image: name });
  refusePastHold(input);
  await db.$transaction(async (tx) => {
    await requireUsable(tx, ctx, image, project);
    const where = { projectId_name: { projectId: project.id, name: input.use } };
    const before = await tx.projectUse.findUnique({
      where,
      select: {
        version: true,
        heldUntil: true,
        channel: { select: { name: true } },
        pinnedBuild: { select: { number: true, version: { select: { number: true } } } },
        image: { select: { name: true, team: { select: { name: true } } } },
      },
    });
    const target = await findTarget(tx, image, input);
    const data = { imageId: image.id, ...target, updatedAt: new Date() };
    await tx.projectUse.upsert({
      where,
      create: { projectId: project.id, name: input.use, ...data },
      update: data,
    });
    await tx.project.update({ where: { id: project.id }, data: { updatedAt: new Date() } });
    await recordAudit(tx, ctx, {
      action: before ? "use.update" : "use.create",
      teamId: project.teamId,
      imageId: image.id,
      target: `${project.team}/${project.name}:${input.use}`,
      ...(before && {
        before: {
          image: `${before.image.team.name}/${before.image.name}`,
          follows:
            before.channel?.name ??
            before.version ??
            `${before.pinnedBuild?.version.number}.${before.pinnedBuild?.number}`,
          heldUntil: before.heldUntil?.toISOString() ?? null,
        },
      }),
      after: { image: `${image.team}/${image.name}`, follows: input.follows, hold: input.hold },
    });
    await notifyChange(tx, { kind: "project", team: project.team });
    await notifyChange(tx, { kind: "image", team: image.team, image: image.name });
  });
  return getProject(ctx, input);
}

/**
 * Keeps the image as it is while a use of it is saved. A project's image is given to its whole team, so the team must
 * be let use it, not only who saves. @throws not_found; conflict
 */
async function requireUsable(
  tx: Db,
  ctx: Context,
  image: ScopedImage,
  project: ScopedProject,
): Promise<void> {
  await lockImage(tx, image.id);
  const { team, name } = await getImageInScope(ctx, { team: image.team, image: image.name }, "viewer", tx);
  const teams = await teamsThatSee(tx, image.id);
  if (teams === null || teams.includes(project.teamId)) return;
  throw new AppError(
    "conflict",
    `${team}/${name} is not shared with ${project.team}. Ask a maintainer of ${team} to share it, then use it.`,
    { problems: [{ field: "image", message: `It is not shared with ${project.team}.` }] },
  );
}

function refusePastHold({ hold, follows }: Input): void {
  if (!hold) return;
  if (follows.kind === "build") {
    throw new AppError(
      "invalid",
      "A use that is pinned to a build has nothing to be held from. Have it follow a channel or a version.",
      { problems: [{ field: "hold", message: "Only what follows a channel or a version can be held." }] },
    );
  }
  if (new Date(hold.until).getTime() <= Date.now()) {
    throw new AppError("invalid", "The hold would end in the past. Choose a time to come.", {
      problems: [{ field: "hold.until", message: "This time is over." }],
    });
  }
}

async function findTarget(tx: Db, image: ScopedImage, { follows, hold }: Input) {
  const nothing = { channelId: null, version: null, pinnedBuildId: null, heldUntil: null, holdReason: "" };
  if (follows.kind === "build") {
    return { ...nothing, pinnedBuildId: await findGood(tx, image, follows.build, "follows.build") };
  }
  const held = hold && {
    pinnedBuildId: await findGood(tx, image, hold.build, "hold.build"),
    heldUntil: new Date(hold.until),
    holdReason: hold.reason,
  };
  if (follows.kind === "version") {
    if (follows.version < 1 || follows.version > image.versionCount) {
      throw missing(image, "follows.version", `version ${follows.version}`);
    }
    return { ...nothing, ...held, version: follows.version };
  }
  const channel = await tx.channel.findUnique({
    where: { imageId_name: { imageId: image.id, name: follows.channel } },
    select: { id: true },
  });
  if (!channel) throw missing(image, "follows.channel", `channel ${follows.channel}`);
  return { ...nothing, ...held, channelId: channel.id };
}

async function findGood(tx: Db, image: ScopedImage, name: string, field: string): Promise<string> {
  const build = await findBuildOfImage(tx, image, name);
  requireGood(build, field);
  return build.id;
}

function missing(image: ScopedImage, field: string, what: string): AppError {
  const hint = what === "channel latest" ? " It is there as soon as a build has succeeded." : "";
  return new AppError("not_found", `${image.team}/${image.name} has no ${what}.${hint}`, {
    problems: [{ field, message: `There is no ${what}.` }],
  });
}
