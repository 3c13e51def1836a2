import { type Db, db } from "#lib/db";
import { AppError } from "#lib/errors";
import type { OpenInvitation } from "#lib/invitations/schemas";
import { namesOf } from "#lib/teams/names-of";
import { hashToken } from "#lib/tokens/hash-token";

/** What someone who has the link may know. @throws not_found; gone, saying whether used, revoked or expired */
export async function getInvitation(input: { code: string }): Promise<OpenInvitation> {
  const { team, role, email, createdById, expiresAt } = await requireOpenInvitation(db, input.code);
  const names = await namesOf([createdById]);
  return {
    team: team.name,
    description: team.description,
    role,
    email,
    invitedBy: names(createdById),
    expiresAt: expiresAt.toISOString(),
  };
}

/** The invitation of this code's link, which can still be used. @throws as getInvitation */
export async function requireOpenInvitation(tx: Pick<Db, "invitation">, code: string) {
  const row = await tx.invitation.findUnique({
    where: { hash: hashToken(code) },
    include: { team: { select: { id: true, name: true, description: true } } },
  });
  if (!row) {
    throw new AppError("not_found", "There is no such invitation. Check that the link is whole.");
  }
  const again = `Ask ${row.team.name} for a new one.`;
  if (row.revokedAt) throw new AppError("gone", `This invitation was taken back. ${again}`);
  if (row.acceptedAt) {
    const day = row.acceptedAt.toISOString().slice(0, 10);
    throw new AppError("gone", `This invitation was used on ${day}; each works once. ${again}`);
  }
  if (row.expiresAt.getTime() <= Date.now()) {
    const day = row.expiresAt.toISOString().slice(0, 10);
    throw new AppError("gone", `This invitation ended on ${day}. ${again}`);
  }
  return row;
}
