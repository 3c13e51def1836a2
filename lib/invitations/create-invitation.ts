import { randomBytes } from "node:crypto";
import type { z } from "zod";
import { recordAudit } from "#lib/audit/record-audit";
import type { Context } from "#lib/auth/context";
import { actingUserId, getTeamToManage } from "#lib/auth/scope";
import { db } from "#lib/db";
import { mailInvitation } from "#lib/invitations/mail-invitation";
import type { CreatedInvitation, createInvitationSchema } from "#lib/invitations/schemas";
import { notifyChange } from "#lib/live/notify";
import { hashToken } from "#lib/tokens/hash-token";

const DAY_MS = 24 * 3_600_000;

/**
 * Invites one person to a team by a link, which is returned this once; with an address, and where mail is set up, it
 * is sent there too. That the mail fails is told, and leaves the invitation as it is. Owners and administrators only.
 */
export async function createInvitation(
  ctx: Context,
  input: z.infer<typeof createInvitationSchema>,
): Promise<CreatedInvitation> {
  const team = await getTeamToManage(ctx, input.team);
  const code = randomBytes(24).toString("base64url");
  const email = input.email?.toLowerCase() ?? null;
  const row = await db.$transaction(async (tx) => {
    const created = await tx.invitation.create({
      data: {
        teamId: team.id,
        role: input.role,
        email,
        hash: hashToken(code),
        createdById: actingUserId(ctx),
        expiresAt: new Date(Date.now() + input.expiresInDays * DAY_MS),
      },
    });
    await recordAudit(tx, ctx, {
      action: "invitation.create",
      teamId: team.id,
      target: email ? `${email} to ${team.name}` : team.name,
      after: { id: created.id, role: created.role, email, expiresAt: created.expiresAt.toISOString() },
    });
    await notifyChange(tx, { kind: "team", team: team.name });
    return created;
  });
  const invitation = {
    id: row.id,
    role: row.role,
    email,
    invitedBy: ctx.actor.kind === "user" ? ctx.actor.name : null,
    createdAt: row.createdAt.toISOString(),
    expiresAt: row.expiresAt.toISOString(),
  };
  const link = `/join/${code}`;
  return { ...invitation, link, mail: await mailInvitation({ ...invitation, team: team.name, link }) };
}
