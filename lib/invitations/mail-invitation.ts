import type { Role } from "#lib/auth/roles";
import { env } from "#lib/env";
import type { CreatedInvitation } from "#lib/invitations/schemas";
import { canMail, sendMail } from "#lib/mail/send-mail";

export interface InvitationMail {
  email: string | null;
  team: string;
  role: Role;
  invitedBy: string | null;
  expiresAt: string;
  /** The path on this site. */
  link: string;
}

/** Mails an invitation's link to whom it is meant for; says what came of it, and never throws. */
export async function mailInvitation(invitation: InvitationMail): Promise<CreatedInvitation["mail"]> {
  const { email, team, role, invitedBy, expiresAt, link } = invitation;
  if (!email || !canMail()) return "off";
  // Names are people's own words: no lines of their own in a mail of ours.
  const inviter = (invitedBy ?? "Someone").replace(/\s+/g, " ");
  const site = new URL(link, env().BAKEHOUSE_URL).href;
  try {
    await sendMail({
      to: email,
      subject: `${inviter} invites you to ${team} on Bakehouse`,
      text: [
        `${inviter} invites you to join the team ${team} on Bakehouse as ${role === "owner" ? "an" : "a"} ${role}.`,
        "",
        site,
        "",
        `The link works once, until ${new Date(expiresAt).toUTCString()}.`,
        "If you did not expect it, leave it alone: nothing happens until someone opens it and joins.",
        "",
      ].join("\n"),
    });
    return "sent";
  } catch (error) {
    console.error(`could not mail an invitation to ${email}:`, error);
    return "failed";
  }
}
