import { expect, test } from "vitest";
import type { Context } from "#lib/auth/context";
import { ROLES } from "#lib/auth/roles";
import { db } from "#lib/db";
import { deleteImage } from "#lib/images/delete-image";
import { listImages } from "#lib/images/list-images";
import { createInvitation } from "#lib/invitations/create-invitation";
import { listInvitations } from "#lib/invitations/list-invitations";
import { createProject } from "#lib/projects/create-project";
import { deleteProject } from "#lib/projects/delete-project";
import { addMember } from "#lib/teams/add-member";
import { createTeam } from "#lib/teams/create-team";
import { deleteTeam } from "#lib/teams/delete-team";
import { getTeam } from "#lib/teams/get-team";
import { listMembers } from "#lib/teams/list-members";
import { listAllTeams, listTeams } from "#lib/teams/list-teams";
import { removeMember } from "#lib/teams/remove-member";
import { updateMember } from "#lib/teams/update-member";
import { updateTeam } from "#lib/teams/update-team";
import { makeImage, makeMember, makeOwner, teamOf } from "#lib/testing/make";

function personOf(ctx: Context) {
  if (ctx.actor.kind !== "user") throw new Error("not a person");
  return ctx.actor;
}

function memberEventsOf(ctx: Context) {
  return db.auditEvent.findMany({
    where: { teamId: ctx.teams[0]?.id, action: { startsWith: "member" } },
    orderBy: { id: "asc" },
    select: { action: true, target: true, before: true, after: true, actorName: true },
  });
}

test("people are added by address, change roles and go; each change is on record", async () => {
  const [owner, other] = await Promise.all([makeOwner(), makeOwner()]);
  const team = teamOf(owner);
  const { id, email } = personOf(other);
  expect(await addMember(owner, { team, email: email.toUpperCase(), role: "viewer" })).toMatchObject({
    id,
    role: "viewer",
  });
  await expect(addMember(owner, { team, email, role: "viewer" })).rejects.toMatchObject({ code: "conflict" });
  await updateMember(owner, { team, user: id, role: "maintainer" });
  await updateMember(owner, { team, user: id, role: "maintainer" });
  const { items } = await listMembers(owner, { team });
  expect(items.map(({ role }) => role)).toEqual(["owner", "maintainer"]);
  await removeMember(owner, { team, user: id });
  await expect(removeMember(owner, { team, user: id })).rejects.toMatchObject({ code: "not_found" });
  const target = `${email} in ${team}`;
  const actorName = personOf(owner).name;
  expect(await memberEventsOf(owner)).toEqual([
    { action: "member.add", target, before: null, after: { role: "viewer" }, actorName },
    {
      action: "member.update",
      target,
      before: { role: "viewer" },
      after: { role: "maintainer" },
      actorName,
    },
    { action: "member.remove", target, before: { role: "maintainer" }, after: null, actorName },
  ]);
});

test("nobody is added who has no account", async () => {
  const owner = await makeOwner();
  await expect(
    addMember(owner, { team: teamOf(owner), email: "nobody@example.com", role: "viewer" }),
  ).rejects.toMatchObject({ code: "not_found", problems: [{ field: "email" }] });
});

test("the last owner can neither go nor step down; of two, one can, even at once", async () => {
  const owner = await makeOwner();
  const team = teamOf(owner);
  const { id } = personOf(owner);
  await expect(removeMember(owner, { team, user: id })).rejects.toMatchObject({ code: "conflict" });
  await expect(updateMember(owner, { team, user: id, role: "viewer" })).rejects.toMatchObject({
    code: "conflict",
  });
  const second = await makeMember(owner, "owner");
  const both = await Promise.allSettled([
    updateMember(owner, { team, user: id, role: "developer" }),
    removeMember(second, { team, user: personOf(second).id }),
  ]);
  expect(both.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  expect(await db.member.count({ where: { teamId: owner.teams[0]?.id, role: "owner" } })).toBe(1);
});

test.each(ROLES.filter((role) => role !== "owner"))("a %s manages nobody, but may leave", async (role) => {
  const owner = await makeOwner();
  const member = await makeMember(owner, role);
  const team = teamOf(owner);
  const { id } = personOf(member);
  for (const wanted of ROLES) {
    await expect(updateMember(member, { team, user: id, role: wanted })).rejects.toMatchObject({
      code: "forbidden",
    });
  }
  await expect(removeMember(member, { team, user: personOf(owner).id })).rejects.toMatchObject({
    code: "forbidden",
  });
  await expect(updateTeam(member, { team, description: "mine" })).rejects.toMatchObject({
    code: "forbidden",
  });
  await expect(deleteTeam(member, { team })).rejects.toMatchObject({ code: "forbidden" });
  await removeMember(member, { team, user: id });
  expect(await db.member.count({ where: { userId: id } })).toBe(0);
});

test("a person's token for reading does not take them out of a team", async () => {
  const owner = await makeOwner();
  const member = await makeMember(owner, "developer");
  const person = personOf(member);
  const byToken: Context = {
    actor: { ...person, token: { id: "x", name: "ci", role: "viewer" } },
    teams: [{ ...(member.teams[0] as Context["teams"][number]), role: "viewer" }],
  };
  await expect(removeMember(byToken, { team: teamOf(owner), user: person.id })).rejects.toMatchObject({
    code: "forbidden",
  });
  await expect(createTeam(byToken, { name: "by-token", description: "" })).rejects.toMatchObject({
    code: "forbidden",
  });
});

test("of another team nothing is to be seen or changed", async () => {
  const [owner, stranger] = await Promise.all([makeOwner(), makeOwner()]);
  const team = teamOf(owner);
  const { id: user, email } = personOf(owner);
  for (const attempt of [
    () => getTeam(stranger, { team }),
    () => listMembers(stranger, { team }),
    () => updateTeam(stranger, { team, description: "" }),
    () => deleteTeam(stranger, { team }),
    () => addMember(stranger, { team, email, role: "owner" }),
    () => updateMember(stranger, { team, user, role: "viewer" }),
    () => removeMember(stranger, { team, user }),
  ]) {
    await expect(attempt()).rejects.toMatchObject({ code: "not_found" });
  }
});

test("administrators manage any team, and see none of its images by that", async () => {
  const [owner, admin] = await Promise.all([makeOwner(), makeOwner({ isAdmin: true })]);
  const team = teamOf(owner);
  await makeImage(owner);
  const { items } = await listAllTeams(admin);
  expect(items.find(({ name }) => name === team)).toMatchObject({ role: null, images: 1, members: 1 });
  expect((await listTeams(admin)).items.map(({ name }) => name)).toEqual([teamOf(admin)]);
  expect(await updateTeam(admin, { team, description: "Video" })).toMatchObject({
    description: "Video",
    role: null,
  });
  const other = personOf(await makeOwner());
  await addMember(admin, { team, email: other.email, role: "owner" });
  expect((await listMembers(admin, { team })).items).toHaveLength(2);
  await removeMember(admin, { team, user: personOf(owner).id });
  expect((await listImages(admin, { team, q: "", limit: 10, sort: "updated" })).items).toEqual([]);
  await expect(listAllTeams(owner)).rejects.toMatchObject({ code: "forbidden" });
});

test("administrators let themselves into a team only where it has no owner", async () => {
  const [owner, admin] = await Promise.all([makeOwner(), makeOwner({ isAdmin: true })]);
  const { email, id } = personOf(admin);
  const team = teamOf(owner);
  await expect(addMember(admin, { team, email, role: "owner" })).rejects.toMatchObject({ code: "forbidden" });
  await addMember(owner, { team, email, role: "viewer" });
  await expect(updateMember(admin, { team, user: id, role: "owner" })).rejects.toMatchObject({
    code: "forbidden",
    message: expect.stringMatching(/raises their own role/),
  });
  const { name } = await db.team.create({ data: { name: `orphan-${id.slice(0, 8)}` } });
  expect(await addMember(admin, { team: name, email, role: "owner" })).toMatchObject({ role: "owner" });
});

test("who is no longer an owner no longer invites: their links end", async () => {
  const owner = await makeOwner();
  const team = teamOf(owner);
  const second = await makeMember(owner, "owner");
  const input = { team, role: "owner" as const, expiresInDays: 7 };
  await createInvitation(owner, input);
  await createInvitation(second, input);
  await updateMember(owner, { team, user: personOf(second).id, role: "developer" });
  const { items } = await listInvitations(owner, { team });
  expect(items.map(({ invitedBy }) => invitedBy)).toEqual([personOf(owner).name]);
});

test("a team is deleted when nothing is left in it, and its name is not used again if it had images", async () => {
  const owner = await makeOwner();
  const team = teamOf(owner);
  const image = await makeImage(owner);
  await createProject(owner, { team, name: "site", description: "" });
  await expect(deleteTeam(owner, { team })).rejects.toMatchObject({
    code: "conflict",
    message: `${team} has 1 image and 1 project. Delete or move them first, then delete the team.`,
  });
  await deleteProject(owner, { team, project: "site" });
  await deleteImage(owner, { team, image: image.name });
  await deleteTeam(owner, { team });
  expect(await db.team.count({ where: { name: team } })).toBe(0);
  const record = await db.auditEvent.findFirst({ where: { action: "team.delete", target: team } });
  expect(record).toMatchObject({ teamId: owner.teams[0]?.id, before: { members: 1, hadImages: true } });
  await expect(createTeam(owner, { name: team, description: "" })).rejects.toMatchObject({
    code: "conflict",
    problems: [{ field: "name" }],
  });
});

test("the name of a team that never had images is free again", async () => {
  const owner = await makeOwner();
  const team = teamOf(owner);
  await deleteTeam(owner, { team });
  expect(await createTeam(owner, { name: team, description: "" })).toMatchObject({ role: "owner" });
});
