import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { handleAuthRequest } from "#lib/auth/handle-auth-request";
import { db } from "#lib/db";
import { acceptInvitation, joinWithAccount } from "#lib/invitations/accept-invitation";
import { createInvitation } from "#lib/invitations/create-invitation";
import { getInvitation } from "#lib/invitations/get-invitation";
import { listInvitations } from "#lib/invitations/list-invitations";
import { revokeInvitation } from "#lib/invitations/revoke-invitation";
import { createInvitationSchema } from "#lib/invitations/schemas";
import { makeMember, makeOwner, teamOf } from "#lib/testing/make";
import { createPersonalToken } from "#lib/tokens/create-token";

const codeOf = ({ link }: { link: string }) => link.replace("/join/", "");
const newPerson = () => ({
  name: "Grace",
  email: `${randomUUID()}@example.com`,
  password: "a long password",
});

async function invite(options: { role?: "viewer" | "owner"; email?: string } = {}) {
  const owner = await makeOwner();
  const team = teamOf(owner);
  const invitation = await createInvitation(owner, { team, role: "developer", expiresInDays: 7, ...options });
  return { owner, team, invitation, code: codeOf(invitation) };
}

test("a link tells what it is for, lets one person in as what it says, and is stored nowhere", async () => {
  const { owner, team, invitation, code } = await invite({ role: "viewer" });
  expect(invitation).toMatchObject({
    role: "viewer",
    mail: "off",
    link: expect.stringMatching(/^\/join\/\S{32}$/),
  });
  expect(await getInvitation({ code })).toMatchObject({
    team,
    role: "viewer",
    invitedBy: owner.actor.name,
    email: null,
  });
  const guest = await makeOwner();
  expect(await acceptInvitation(guest, { code })).toEqual({ team });
  const member = await db.member.findFirst({ where: { team: { name: team }, userId: guest.actor.id } });
  expect(member).toMatchObject({ role: "viewer" });
  const records = await db.auditEvent.findMany({
    where: { teamId: owner.teams[0]?.id },
    orderBy: { id: "asc" },
  });
  expect(records.map(({ action }) => action)).toEqual([
    "invitation.create",
    "member.add",
    "invitation.accept",
  ]);
  expect(records[2]).toMatchObject({ actorId: guest.actor.id, after: { id: invitation.id, role: "viewer" } });
  expect(JSON.stringify([records, await db.invitation.findMany()])).not.toContain(code);
});

test("who has no account makes one on the way, and signs in with it", async () => {
  const { team, code } = await invite();
  const person = newPerson();
  expect(await joinWithAccount({ code, ...person }, { ip: "192.0.2.7", userAgent: "curl/8" })).toEqual({
    team,
  });
  const user = await db.user.findUniqueOrThrow({
    where: { email: person.email },
    include: { memberships: true },
  });
  expect(user).toMatchObject({
    isAdmin: false,
    emailVerified: false,
    memberships: [{ role: "developer" }],
  });
  const record = await db.auditEvent.findFirst({ where: { action: "user.create", target: person.email } });
  expect(record).toMatchObject({ actorId: user.id, ip: "192.0.2.7", userAgent: "curl/8" });
  const response = await handleAuthRequest(
    new Request("http://bakehouse.test/api/auth/sign-in/email", {
      method: "POST",
      headers: {
        host: "bakehouse.test",
        origin: "http://bakehouse.test",
        "content-type": "application/json",
      },
      body: JSON.stringify({ email: person.email, password: person.password }),
    }),
  );
  expect(response.status).toBe(200);
});

test("two at once: one comes in, the other is told, and no account is left over", async () => {
  const { team, code } = await invite();
  const [one, two, three] = [newPerson(), newPerson(), newPerson()];
  const all = await Promise.allSettled(
    [one, two, three].map((person) => joinWithAccount({ code, ...person })),
  );
  expect(all.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected", "rejected"]);
  for (const result of all) {
    if (result.status === "rejected") expect(result.reason).toMatchObject({ code: "gone" });
  }
  expect(await db.member.count({ where: { team: { name: team } } })).toBe(2);
  const emails = [one, two, three].map(({ email }) => email);
  expect(await db.user.count({ where: { email: { in: emails } } })).toBe(1);
});

test("used, taken back, ended or mistyped: each is said, and lets nobody in", async () => {
  const used = await invite();
  await acceptInvitation(await makeOwner(), { code: used.code });
  const revoked = await invite();
  await revokeInvitation(revoked.owner, { team: revoked.team, id: revoked.invitation.id });
  const ended = await invite();
  await db.invitation.update({
    where: { id: ended.invitation.id },
    data: { expiresAt: new Date(Date.now() - 1) },
  });
  const guest = await makeOwner();
  for (const [code, refusal] of [
    [used.code, { code: "gone", message: /was used on 20\d\d-\d\d-\d\d; each works once/ }],
    [revoked.code, { code: "gone", message: /was taken back/ }],
    [ended.code, { code: "gone", message: /ended on 20\d\d-\d\d-\d\d/ }],
    ["nonsense", { code: "not_found", message: /Check that the link is whole/ }],
  ] as const) {
    const expected = { code: refusal.code, message: expect.stringMatching(refusal.message) };
    await expect(getInvitation({ code })).rejects.toMatchObject(expected);
    await expect(acceptInvitation(guest, { code })).rejects.toMatchObject(expected);
    await expect(joinWithAccount({ code, ...newPerson() })).rejects.toMatchObject(expected);
  }
  expect(await db.member.count({ where: { userId: guest.actor.id } })).toBe(1);
});

test("who is in the team already, and who made the invitation, leave it for someone else", async () => {
  const { owner, team, code } = await invite();
  const member = await makeMember(owner, "viewer");
  await expect(acceptInvitation(member, { code })).rejects.toMatchObject({
    code: "conflict",
    message: `You are in ${team} already.`,
  });
  await expect(acceptInvitation(owner, { code })).rejects.toMatchObject({ code: "forbidden" });
  expect(await acceptInvitation(await makeOwner(), { code })).toEqual({ team });
});

test("an administrator cannot let themselves in by an invitation of their own", async () => {
  const owner = await makeOwner();
  const admin = await makeOwner({ isAdmin: true });
  const made = await createInvitation(admin, { team: teamOf(owner), role: "owner", expiresInDays: 1 });
  await expect(acceptInvitation(admin, { code: codeOf(made) })).rejects.toMatchObject({ code: "forbidden" });
});

test("an address that has an account is told to sign in, and the invitation stays open", async () => {
  const { code } = await invite();
  const { actor } = await makeOwner();
  const email = actor.kind === "user" ? actor.email.toUpperCase() : "";
  await expect(joinWithAccount({ code, ...newPerson(), email })).rejects.toMatchObject({
    code: "conflict",
    problems: [{ field: "email" }],
  });
  expect(await getInvitation({ code })).toMatchObject({ role: "developer" });
});

test("owners list and take back what is open; others do not know of it", async () => {
  const { owner, team, invitation } = await invite({ email: "Grace@Example.com" });
  expect((await listInvitations(owner, { team })).items).toMatchObject([
    { id: invitation.id, email: "grace@example.com", invitedBy: owner.actor.name },
  ]);
  expect((await listInvitations(owner, { team })).items[0]).not.toHaveProperty("hash");
  const maintainer = await makeMember(owner, "maintainer");
  const stranger = await makeOwner();
  for (const [ctx, code] of [
    [maintainer, "forbidden"],
    [stranger, "not_found"],
  ] as const) {
    await expect(listInvitations(ctx, { team })).rejects.toMatchObject({ code });
    await expect(revokeInvitation(ctx, { team, id: invitation.id })).rejects.toMatchObject({ code });
    await expect(createInvitation(ctx, { team, role: "viewer", expiresInDays: 7 })).rejects.toMatchObject({
      code,
    });
  }
  const other = teamOf(stranger);
  await expect(revokeInvitation(stranger, { team: other, id: invitation.id })).rejects.toMatchObject({
    code: "not_found",
  });
  await revokeInvitation(owner, { team, id: invitation.id });
  await expect(revokeInvitation(owner, { team, id: invitation.id })).rejects.toMatchObject({
    code: "not_found",
  });
  expect((await listInvitations(owner, { team })).items).toEqual([]);
});

test("a program joins nothing, and ends are within 30 days", async () => {
  const { code } = await invite();
  const guest = await makeOwner();
  const token = await createPersonalToken(guest, { name: "ci", role: "owner" });
  if (guest.actor.kind !== "user") throw new Error("not a person");
  const byToken = {
    ...guest,
    actor: { ...guest.actor, token: { id: token.id, name: "ci", role: "owner" as const } },
  };
  await expect(acceptInvitation(byToken, { code })).rejects.toMatchObject({ code: "forbidden" });
  const days = (expiresInDays: unknown) =>
    createInvitationSchema.safeParse({ team: "a", expiresInDays }).success;
  expect([0, 1, 1.5, 30, 31, "7"].map(days)).toEqual([false, true, false, true, false, false]);
});
