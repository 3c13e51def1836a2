import { afterAll, beforeAll, expect, test } from "vitest";
import { db } from "#lib/db";
import { acceptInvitation } from "#lib/invitations/accept-invitation";
import { createInvitation } from "#lib/invitations/create-invitation";
import { listInvitations } from "#lib/invitations/list-invitations";
import { createInvitationSchema } from "#lib/invitations/schemas";
import { makeOwner, teamOf } from "#lib/testing/make";
import { type MailServer, startMailServer } from "#lib/testing/start-mail-server";

let server: MailServer;

beforeAll(async () => {
  server = await startMailServer("bakehouse", "p@ss/word:1");
  process.env.BAKEHOUSE_URL = "https://bakehouse.example.com";
  process.env.BAKEHOUSE_SMTP_URL = server.url;
  process.env.BAKEHOUSE_MAIL_FROM = "Bakehouse <bakehouse@example.com>";
});
afterAll(() => server.close());

/** Quoted-printable, as mails are sent, read back. */
function plain(text: string): string {
  const joined = text.replaceAll("=\r\n", "").replaceAll("\r\n", "\n");
  return joined.replace(/=([0-9A-F]{2})/g, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16)));
}

async function invite(email?: string) {
  const owner = await makeOwner();
  const team = teamOf(owner);
  const made = await createInvitation(owner, { team, role: "maintainer", expiresInDays: 7, email });
  return { owner, team, made };
}

test("an invitation with an address is mailed there, with a link that works", async () => {
  const { owner, team, made } = await invite("Grace@Example.com");
  expect(made.mail).toBe("sent");
  const mail = server.mails.at(-1);
  expect(mail).toMatchObject({ from: "bakehouse@example.com", to: ["grace@example.com"] });
  const text = plain(mail?.text ?? "");
  expect(text).toContain(`Subject: ${owner.actor.name} invites you to ${team} on Bakehouse`);
  expect(text).toContain(`join the team ${team} on Bakehouse as a maintainer`);
  const code = /https:\/\/bakehouse\.example\.com\/join\/(\S+)/.exec(text)?.[1] ?? "";
  expect(`/join/${code}`).toBe(made.link);
  expect(await acceptInvitation(await makeOwner(), { code })).toEqual({ team });
});

test("one without an address is not", async () => {
  const before = server.mails.length;
  expect((await invite()).made.mail).toBe("off");
  expect(server.mails).toHaveLength(before);
});

test("a mail that is refused is told, and the invitation is good", async () => {
  server.refusing.all = true;
  const { owner, team, made } = await invite("full@example.com");
  server.refusing.all = false;
  expect(made).toMatchObject({ mail: "failed", link: expect.stringMatching(/^\/join\//) });
  expect((await listInvitations(owner, { team })).items).toMatchObject([{ email: "full@example.com" }]);
});

test("neither a name nor an address puts a line of its own into the mail", async () => {
  const owner = await makeOwner();
  owner.actor.name = "Eve\r\nBcc: everyone@example.com";
  const input = {
    team: teamOf(owner),
    role: "viewer" as const,
    expiresInDays: 1,
    email: "grace@example.com",
  };
  expect((await createInvitation(owner, input)).mail).toBe("sent");
  const mail = server.mails.at(-1);
  expect(mail?.to).toEqual(["grace@example.com"]);
  expect(mail?.text).not.toMatch(/^Bcc:/m);
  const addresses = [
    "a@example.com, b@example.com",
    "a@example.com\r\nBcc: b@example.com",
    "<a@example.com>",
  ];
  for (const email of addresses) {
    expect(createInvitationSchema.safeParse({ team: "a", email }).success, email).toBe(false);
  }
});

test("the record names the address, and never the link", async () => {
  const { made } = await invite("record@example.com");
  const events = await db.auditEvent.findMany({ where: { action: "invitation.create" } });
  expect(JSON.stringify(events)).toContain("record@example.com");
  expect(JSON.stringify(events)).not.toContain(made.link.replace("/join/", ""));
});
