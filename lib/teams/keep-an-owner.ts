import type { Db } from "#lib/db";
import { AppError } from "#lib/errors";

/** Locks a team's membership; the last owner may neither go nor become anything less. @throws conflict */
export async function keepAnOwner(
  tx: Pick<Db, "member" | "$queryRaw">,
  team: { id: string; name: string },
  without: string,
): Promise<void> {
  await tx.$queryRaw`SELECT id FROM "Team" WHERE id = ${team.id}::uuid FOR UPDATE`;
  const owners = await tx.member.findMany({
    where: { teamId: team.id, role: "owner" },
    select: { userId: true },
  });
  if (owners.length === 1 && owners[0]?.userId === without) {
    throw new AppError("conflict", `${team.name} would have no owner. Make someone else an owner first.`);
  }
}
