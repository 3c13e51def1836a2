import { expect, test } from "vitest";
import { listActivityOfImage, listActivityOfTeam } from "#lib/activity/list-activity";
import { TEAM_SENTENCES } from "#lib/activity/sentences";
import { recordAudit } from "#lib/audit/record-audit";
import type { Context } from "#lib/auth/context";
import { revokeBuild } from "#lib/builds/revoke-build";
import { promote } from "#lib/channels/promote";
import { rollBack } from "#lib/channels/roll-back";
import { db } from "#lib/db";
import { deprecateImage } from "#lib/images/deprecate-image";
import type { Image } from "#lib/images/schemas";
import { shareImage } from "#lib/images/share-image";
import { acceptInvitation } from "#lib/invitations/accept-invitation";
import { createInvitation } from "#lib/invitations/create-invitation";
import { removeMember } from "#lib/teams/remove-member";
import { makeGoodBuild, makeImage, makeMember, makeOwner, teamOf } from "#lib/testing/make";
import { createVersion } from "#lib/versions/create-version";

const at = (image: Image) => ({ team: image.team, image: image.name });
const ofTeam = async (ctx: Context, team = teamOf(ctx)) =>
  (await listActivityOfTeam(ctx, { team, limit: 100 })).items;
const ofImage = async (ctx: Context, image: Image) =>
  (await listActivityOfImage(ctx, { ...at(image), limit: 100 })).items;

test("what happened reads as sentences that begin with who did it", async () => {
  const owner = await makeOwner();
  const image = await makeImage(owner);
  const name = `${image.team}/${image.name}`;
  await createVersion(owner, { ...at(image), dockerfile: "FROM a\nRUN b\n", message: "Newer fonts" });
  const first = await makeGoodBuild(image, 1);
  const second = await makeGoodBuild(image, 2);
  await promote(owner, { ...at(image), channel: "stable", build: first.id, reason: "" });
  await promote(owner, { ...at(image), channel: "stable", build: second.id, reason: "Tried out" });
  await rollBack(owner, { ...at(image), channel: "stable", reason: "Too big" });
  await revokeBuild(owner, { id: second.id, reason: "A key in it", keepChannels: false });
  await deprecateImage(owner, { ...at(image), message: "Unloved", replacement: null, date: null });
  const me = owner.actor.name;
  const expected = [
    [me, `deprecated ${name}: Unloved`],
    [me, `revoked build 2.1 of ${name}: A key in it`],
    [me, `rolled ${name}:stable back from 2.1 to 1.1: Too big`],
    [me, `promoted 2.1 to ${name}:stable: Tried out`],
    [me, `promoted 1.1 to ${name}:stable`],
    ["Bakehouse", `moved ${name}:latest to 2.1`],
    ["Bakehouse", `built 2.1 of ${name}`],
    ["Bakehouse", `moved ${name}:latest to 1.1`],
    ["Bakehouse", `built 1.1 of ${name}`],
    [me, `saved version 2 of ${name}: Newer fonts`],
    [me, `created ${name}`],
  ];
  for (const items of [await ofTeam(owner), await ofImage(owner, image)]) {
    expect(items.map(({ actor, text }) => [actor.name, text])).toEqual(expected);
    expect(items[0]?.path).toBe(`/images/${name}`);
    expect(items[6]?.path).toBe(`/images/${name}?tab=builds`);
  }
});

test("who came by an invitation joined, and who went by themselves left: nobody brought or took them", async () => {
  const [owner, guest] = [await makeOwner(), await makeOwner()];
  const team = teamOf(owner);
  const invite = async () => {
    const { link } = await createInvitation(owner, { team, role: "developer", expiresInDays: 7 });
    return { code: link.replace("/join/", "") };
  };
  await acceptInvitation(guest, await invite());
  const joined = { ...guest, teams: [...guest.teams, { ...owner.teams[0], role: "developer" }] } as Context;
  await removeMember(joined, { team, user: guest.actor.id });
  const { code } = await invite();
  await db.invitation.updateMany({
    where: { teamId: owner.teams[0]?.id, acceptedAt: null },
    data: { createdById: null },
  });
  await acceptInvitation(guest, { code });
  await removeMember(owner, { team, user: guest.actor.id });
  const email = guest.actor.kind === "user" ? guest.actor.email : "";
  const { name } = guest.actor;
  expect((await ofTeam(owner)).map(({ actor, text }) => [actor.name, text])).toEqual([
    [owner.actor.name, `took ${email} out of ${team}`],
    [name, `joined ${team} as developer, by an invitation`],
    [name, `left ${team}`],
    [name, `joined ${team} as developer, invited by ${owner.actor.name}`],
  ]);
});

test("every sentence can be made of an event that says nothing but its target", () => {
  for (const sentence of Object.values(TEAM_SENTENCES)) {
    const text = sentence({ target: "media/ffmpeg:3.2", before: null, after: null });
    expect(text).toMatch(/\S/);
    expect(text).not.toMatch(/undefined|null|\[object/);
  }
});

test("who it was from, and what is not for everyone, is told in the audit log only", async () => {
  const owner = await makeOwner();
  const viewer = await makeMember(owner, "viewer");
  const from = { ...owner, origin: { ip: "192.0.2.7", userAgent: "secret-agent" } };
  const image = await makeImage(from);
  await db.$transaction(async (tx) => {
    for (const action of ["token.create", "webhook.create", "invitation.create", "session.end"]) {
      await recordAudit(tx, from, {
        action,
        teamId: owner.teams[0]?.id,
        imageId: image.id,
        target: "hidden",
      });
    }
  });
  const items = await ofTeam(viewer);
  expect(items).toMatchObject([{ action: "image.create" }]);
  expect(JSON.stringify(items)).not.toMatch(/192\.0\.2\.7|secret-agent|hidden/);
  expect(await ofImage(viewer, image)).toHaveLength(1);
});

test("an image's is for all who see the image, a team's for its members", async () => {
  const [owner, friend, stranger] = await Promise.all([makeOwner(), makeOwner(), makeOwner()]);
  const image = await makeImage(owner);
  await shareImage(owner, { ...at(image), withTeam: teamOf(friend), access: "use" });
  expect((await ofImage(friend, image)).map(({ action }) => action)).toEqual(["image.create"]);
  const missing = { code: "not_found" };
  await expect(ofImage(stranger, image)).rejects.toMatchObject(missing);
  for (const ctx of [friend, stranger]) {
    await expect(ofTeam(ctx, teamOf(owner))).rejects.toMatchObject(missing);
  }
});

test("what other teams' projects do with an image is not told to those who see the image", async () => {
  const [owner, friend] = await Promise.all([makeOwner(), makeOwner()]);
  const image = await makeImage(owner);
  await db.$transaction((tx) =>
    recordAudit(tx, friend, {
      action: "use.create",
      teamId: friend.teams[0]?.id,
      imageId: image.id,
      target: `${teamOf(friend)}/secret-project:default`,
      after: { image: `${image.team}/${image.name}` },
    }),
  );
  expect(JSON.stringify(await ofImage(owner, image))).not.toContain("secret-project");
  expect(JSON.stringify(await ofTeam(owner))).not.toContain("secret-project");
  expect(await ofTeam(friend)).toMatchObject([{ path: `/projects/${teamOf(friend)}/secret-project` }]);
});

test("pages follow each other without a gap", async () => {
  const owner = await makeOwner();
  for (let i = 0; i < 5; i++) await makeImage(owner);
  const all = await ofTeam(owner);
  const first = await listActivityOfTeam(owner, { team: teamOf(owner), limit: 3 });
  const second = await listActivityOfTeam(owner, {
    team: teamOf(owner),
    limit: 3,
    cursor: first.nextCursor ?? "",
  });
  expect([...first.items, ...second.items]).toEqual(all);
  expect(second.nextCursor).toBeNull();
});
