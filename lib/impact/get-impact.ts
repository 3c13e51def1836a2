import type { Context } from "#lib/auth/context";
import { db } from "#lib/db";
import { getImageInScope, type ScopedImage } from "#lib/images/get-image-in-scope";
import { isUsedByTeam } from "#lib/images/is-used-by-team";
import { listChildren } from "#lib/images/list-children";
import { type PlannedChange, planChange } from "#lib/impact/plan-change";
import { findByTag, type GivenBuild } from "#lib/impact/read-image-state";
import type { Impact, ImpactInput } from "#lib/impact/schemas";

/**
 * The blast radius of a change that has not been made: every use of every project, in whatever team, and every
 * image that is built on this one, with what each is given before and after. Maintainers only, as it names others'
 * projects.
 */
export async function getImpact(ctx: Context, input: ImpactInput): Promise<Impact> {
  const image = await getImageInScope(ctx, input, "maintainer");
  const plan = await planChange(db, image, input);
  const [uses, children, move] = await Promise.all([
    impactOnUses(image, plan, input),
    impactOnChildren(image, plan, input),
    input.change === "move" ? impactOfMove(image) : null,
  ]);
  return { to: plan.to, channels: plan.channels, uses, children, move };
}

async function impactOfMove(image: ScopedImage): Promise<Impact["move"]> {
  const [isShared, silentWebhooks] = await Promise.all([
    isUsedByTeam(db, image, image.teamId),
    db.webhook.count({ where: { imageId: image.id, teamId: image.teamId, disabledAt: null } }),
  ]);
  return { sharedWith: isShared ? image.team : null, silentWebhooks };
}

interface UseRow {
  team: string;
  teamId: string;
  project: string;
  use: string;
  channel: string | null;
  version: number | null;
  pinnedId: string | null;
  pinnedTag: string | null;
  pinnedRevoked: boolean;
  isHeld: boolean;
  lastAskedAt: Date | null;
}

async function impactOnUses(
  image: ScopedImage,
  plan: PlannedChange,
  input: ImpactInput,
): Promise<Impact["uses"]> {
  const rows = await db.$queryRaw<UseRow[]>`
    SELECT team.name AS team, team.id AS "teamId", project.name AS project, use.name AS use, channel.name AS channel,
      use.version, pinned.id AS "pinnedId", v.number || '.' || pinned.number AS "pinnedTag",
      pinned."revokedAt" IS NOT NULL AS "pinnedRevoked", use."lastAskedAt",
      pinned.id IS NOT NULL AND (use."heldUntil" IS NULL OR use."heldUntil" > now()) AS "isHeld"
    FROM "ProjectUse" use
    JOIN "Project" project ON project.id = use."projectId"
    JOIN "Team" team ON team.id = project."teamId"
    LEFT JOIN "Channel" channel ON channel.id = use."channelId"
    LEFT JOIN "Build" pinned ON pinned.id = use."pinnedBuildId"
    LEFT JOIN "Version" v ON v.id = pinned."versionId"
    WHERE use."imageId" = ${image.id}::uuid
    ORDER BY team.name, project.name, use.name`;
  const left = await losingTeams(image, input);
  return rows
    .filter(({ teamId }) => left === null || left(teamId))
    .map((row) => {
      const { team, project, use, isHeld, channel, version, pinnedTag, lastAskedAt } = row;
      const before = givenTo(row, plan.before, row.pinnedRevoked);
      const isGone = input.change === "delete" || left !== null;
      const after = isGone
        ? null
        : givenTo(row, plan.after, row.pinnedRevoked || row.pinnedId === plan.revoked?.id);
      const follows = isHeld ? (pinnedTag ?? "") : (channel ?? String(version));
      return {
        team,
        project,
        use,
        follows,
        isHeld,
        ...compare(before, after),
        lastAskedAt: lastAskedAt?.toISOString() ?? null,
      };
    });
}

function givenTo(row: UseRow, state: PlannedChange["before"], pinnedRevoked: boolean): GivenBuild | null {
  if (row.isHeld) return { id: row.pinnedId ?? "", tag: row.pinnedTag ?? "", revoked: pinnedRevoked };
  if (row.channel !== null) return state.channels.get(row.channel) ?? null;
  return row.version === null ? null : (state.versions.get(row.version) ?? null);
}

/** A revoked build is given to nobody. */
function compare(before: GivenBuild | null, after: GivenBuild | null) {
  const [from, to] = [before, after].map((build) => (build && !build.revoked ? build.tag : null));
  return { before: from ?? null, after: to ?? null, changes: from !== to };
}

/** For unshare: which teams lose sight of the image; null for every other change. */
async function losingTeams(
  image: ScopedImage,
  { change, fromTeam }: ImpactInput,
): Promise<((teamId: string) => boolean) | null> {
  if (change !== "unshare") return null;
  const row = await db.image.findUniqueOrThrow({
    where: { id: image.id },
    select: { visibility: true, shares: { select: { teamId: true, team: { select: { name: true } } } } },
  });
  const kept = new Set([image.teamId]);
  for (const { teamId, team } of row.shares) if (team.name !== fromTeam) kept.add(teamId);
  if (fromTeam !== undefined && row.visibility === "organisation") return () => false;
  return (teamId) => !kept.has(teamId);
}

async function impactOnChildren(
  image: ScopedImage,
  plan: PlannedChange,
  { change }: ImpactInput,
): Promise<Impact["children"]> {
  const children = await listChildren(db, image);
  return children.map(({ from, tag, ...child }) => ({
    ...child,
    from,
    ...compare(
      findByTag(plan.before, tag),
      change === "delete" ? null : findByTag(plan.after, tag, plan.revoked?.tag),
    ),
  }));
}
