import { expect, test } from "vitest";
import { contextFromHeaders } from "#lib/auth/context-from-headers";
import type { Role } from "#lib/auth/roles";
import { db } from "#lib/db";
import { createInvitation } from "#lib/invitations/create-invitation";
import { addMember } from "#lib/teams/add-member";
import { removeMember } from "#lib/teams/remove-member";
import { updateMember } from "#lib/teams/update-member";
import { makeMember, makeOwner, teamOf } from "#lib/testing/make";
import { createPersonalToken, createToken } from "#lib/tokens/create-token";
import { createTokenFromCli } from "#lib/tokens/create-token-from-cli";
import { listPersonalTokens, listTokens } from "#lib/tokens/list-tokens";
import { revokePersonalToken, revokeToken } from "#lib/tokens/revoke-token";
import { createPersonalTokenSchema } from "#lib/tokens/schemas";

const DAY_MS = 24 * 3_600_000;

async function contextOf(token: string) {
  const ctx = await contextFromHeaders(new Headers({ authorization: `Bearer ${token}` }));
  if (!ctx) throw new Error("nobody");
  return ctx;
}

test("a team's token acts in its team with its role, and is listed with all but its secret", async () => {
  const owner = await makeOwner();
  const team = teamOf(owner);
  const made = await createToken(owner, { team, name: "ci", role: "maintainer", expiresInDays: 30 });
  expect(await contextOf(made.token)).toMatchObject({
    actor: { kind: "token", name: "ci" },
    teams: [{ name: team, role: "maintainer" }],
  });
  const { items } = await listTokens(owner, { team });
  expect(items).toEqual([
    {
      id: made.id,
      name: "ci",
      role: "maintainer",
      prefix: made.token.slice(0, 9),
      createdBy: owner.actor.name,
      createdAt: made.createdAt,
      expiresAt: made.expiresAt,
      lastUsedAt: expect.any(String),
    },
  ]);
  expect(new Date(made.expiresAt ?? 0).getTime() - Date.now()).toBeCloseTo(30 * DAY_MS, -5);
  const stored = await Promise.all([db.apiToken.findMany(), db.auditEvent.findMany()]);
  expect(JSON.stringify(stored)).not.toContain(made.token);
  const event = await db.auditEvent.findFirst({
    where: { action: "token.create", teamId: owner.teams[0]?.id },
  });
  expect(event).toMatchObject({ target: `ci of ${team}`, after: { role: "maintainer", id: made.id } });
});

test("an expired token and a revoked one are told so, and an unknown one too", async () => {
  const owner = await makeOwner();
  const team = teamOf(owner);
  const made = await createToken(owner, { team, name: "old", expiresInDays: 7 });
  await db.apiToken.update({ where: { id: made.id }, data: { expiresAt: new Date("2026-01-02T03:04:05Z") } });
  await expect(contextOf(made.token)).rejects.toMatchObject({
    code: "unauthenticated",
    message: "This token expired on 2026-01-02. Make another.",
  });
  const other = await createToken(owner, { team, name: "other", expiresInDays: null });
  expect(other.expiresAt).toBeNull();
  await contextOf(other.token);
  await revokeToken(owner, { team, id: other.id });
  await expect(contextOf(other.token)).rejects.toMatchObject({ message: /was revoked/ });
  await expect(revokeToken(owner, { team, id: other.id })).rejects.toMatchObject({ code: "not_found" });
  await expect(contextOf("bh_nonsense")).rejects.toMatchObject({ message: /not known/ });
  expect((await listTokens(owner, { team })).items.map(({ name }) => name)).toEqual(["old"]);
  expect(
    await db.auditEvent.findFirst({ where: { action: "token.revoke", target: `other of ${team}` } }),
  ).toMatchObject({ before: { id: other.id } });
});

test("a person's token acts as them in all their teams, never as more than its role or theirs", async () => {
  const [first, second] = await Promise.all([makeOwner(), makeOwner()]);
  if (second.actor.kind !== "user") throw new Error("not a person");
  const { id, email } = second.actor;
  await addMember(first, { team: teamOf(first), email, role: "viewer" });
  const made = await createPersonalToken(second, { name: "laptop", role: "maintainer", expiresInDays: 7 });
  const rolesOf = async () =>
    Object.fromEntries((await contextOf(made.token)).teams.map(({ name, role }) => [name, role]));
  expect(await rolesOf()).toEqual({ [teamOf(first)]: "viewer", [teamOf(second)]: "maintainer" });
  await updateMember(first, { team: teamOf(first), user: id, role: "owner" });
  expect((await rolesOf())[teamOf(first)]).toBe("maintainer");
  await removeMember(first, { team: teamOf(first), user: id });
  expect(await rolesOf()).toEqual({ [teamOf(second)]: "maintainer" });
  expect((await contextOf(made.token)).actor).toMatchObject({
    kind: "user",
    id,
    token: { name: "laptop", role: "maintainer" },
  });
});

test.each<[Role, boolean]>([
  ["owner", true],
  ["maintainer", false],
])("an administrator's token of role %s administers: %s", async (role, isAdmin) => {
  const admin = await makeOwner({ isAdmin: true });
  const made = await createPersonalToken(admin, { name: "admin", role });
  expect((await contextOf(made.token)).actor).toMatchObject({ isAdmin });
});

test("one's own tokens are one's own business", async () => {
  const [mine, other] = await Promise.all([makeOwner(), makeOwner()]);
  const made = await createPersonalToken(mine, { name: "laptop" });
  expect((await listPersonalTokens(mine)).items).toMatchObject([{ id: made.id, role: "developer" }]);
  expect((await listPersonalTokens(other)).items).toEqual([]);
  await expect(revokePersonalToken(other, { id: made.id })).rejects.toMatchObject({ code: "not_found" });
  await expect(revokeToken(mine, { team: teamOf(mine), id: made.id })).rejects.toMatchObject({
    code: "not_found",
  });
  await revokePersonalToken(mine, { id: made.id });
  await expect(contextOf(made.token)).rejects.toMatchObject({ code: "unauthenticated" });
});

test("no token makes tokens, be it an owner's, and none lists or revokes a person's", async () => {
  const owner = await makeOwner();
  const team = teamOf(owner);
  const tokens = [
    await createToken(owner, { team, name: "team", role: "owner" }),
    await createPersonalToken(owner, { name: "person", role: "owner" }),
  ];
  for (const { id, token } of tokens) {
    const ctx = await contextOf(token);
    for (const attempt of [
      () => createToken(ctx, { team, name: "more" }),
      () => createPersonalToken(ctx, { name: "more" }),
      () => listPersonalTokens(ctx),
      () => revokePersonalToken(ctx, { id }),
    ]) {
      await expect(attempt()).rejects.toMatchObject({ code: "forbidden" });
    }
  }
});

test("a team's token of role owner manages members; one of role maintainer does not", async () => {
  const owner = await makeOwner();
  const team = teamOf(owner);
  const invitation = { team, role: "viewer" as const, expiresInDays: 7 };
  const strong = await contextOf((await createToken(owner, { team, name: "strong", role: "owner" })).token);
  expect(await createInvitation(strong, invitation)).toMatchObject({ invitedBy: null });
  const weak = await contextOf((await createToken(owner, { team, name: "weak", role: "maintainer" })).token);
  await expect(createInvitation(weak, invitation)).rejects.toMatchObject({ code: "forbidden" });
});

test("who is no owner makes no token of the team, and strangers do not find it", async () => {
  const owner = await makeOwner();
  const team = teamOf(owner);
  const [maintainer, stranger] = await Promise.all([makeMember(owner, "maintainer"), makeOwner()]);
  const made = await createToken(owner, { team, name: "ci" });
  for (const [ctx, code] of [
    [maintainer, "forbidden"],
    [stranger, "not_found"],
  ] as const) {
    await expect(createToken(ctx, { team, name: "ci", role: "viewer" })).rejects.toMatchObject({ code });
    await expect(revokeToken(ctx, { team, id: made.id })).rejects.toMatchObject({ code });
  }
  await expect(listTokens(stranger, { team })).rejects.toMatchObject({ code: "not_found" });
  expect((await listTokens(maintainer, { team })).items).toHaveLength(1);
});

test("an administrator gets no token of a team they are not in", async () => {
  const [owner, admin] = await Promise.all([makeOwner(), makeOwner({ isAdmin: true })]);
  await expect(createToken(admin, { team: teamOf(owner), name: "in" })).rejects.toMatchObject({
    code: "not_found",
  });
});

test("from the host a developer's token comes that never expires, with its team if there is none", async () => {
  const token = await createTokenFromCli({ team: "from-the-host", name: "ci" });
  const again = await createTokenFromCli({ team: "from-the-host", name: "ci" });
  for (const each of [token, again]) {
    expect(await contextOf(each)).toMatchObject({ teams: [{ name: "from-the-host", role: "developer" }] });
  }
  await expect(createTokenFromCli({ team: "No Name", name: "ci" })).rejects.toMatchObject({
    code: "invalid",
  });
  const events = await db.auditEvent.findMany({ where: { actorKind: "system" }, orderBy: { id: "asc" } });
  expect(events.map(({ action }) => action)).toEqual(["team.create", "token.create", "token.create"]);
});

test("what a token may be is checked", () => {
  const ok = (input: object) => createPersonalTokenSchema.safeParse({ name: "ci", ...input }).success;
  expect([{}, { name: " " }, { role: "king" }, { expiresInDays: 0 }, { expiresInDays: 366 }].map(ok)).toEqual(
    [true, false, false, false, false],
  );
  expect(createPersonalTokenSchema.parse({ name: "ci" })).toMatchObject({
    role: "developer",
    expiresInDays: 90,
  });
});
