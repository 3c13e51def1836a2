import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { auth } from "#lib/auth/auth";
import { contextFromHeaders } from "#lib/auth/context-from-headers";
import { createUser } from "#lib/auth/create-user";
import { readSession, SESSION_SECONDS } from "#lib/auth/read-session";
import { db } from "#lib/db";
import { makeOwner } from "#lib/testing/make";

async function signIn() {
  const password = randomUUID();
  const { actor } = await createUser(db, { email: `${randomUUID()}@example.com`, password, name: "Ada" });
  const response = await auth().api.signInEmail({ body: { email: actor.email, password }, asResponse: true });
  const cookie = response.headers
    .getSetCookie()
    .map((each) => each.split(";", 1)[0])
    .join("; ");
  return { actor, cookie };
}

test("a session is read as the library reads it, with the person's teams", async () => {
  const { actor, cookie } = await signIn();
  const teams = await Promise.all([makeOwner(), makeOwner()]);
  await db.member.createMany({
    data: teams.map((owner, i) => ({
      userId: actor.id,
      teamId: owner.teams[0]?.id ?? "",
      role: i === 0 ? ("viewer" as const) : ("maintainer" as const),
    })),
  });
  const read = await readSession(cookie);
  const known = await auth().api.getSession({ headers: new Headers({ cookie }) });
  expect(read?.id).toBe(known?.session.id);
  expect(read?.user).toEqual({ id: actor.id, name: "Ada", email: actor.email, isAdmin: false });
  const expected = teams.map((owner, i) => ({
    id: owner.teams[0]?.id,
    name: owner.teams[0]?.name,
    role: i === 0 ? "viewer" : "maintainer",
  }));
  expect(read?.teams).toEqual(expected.toSorted((a, b) => ((a.name ?? "") < (b.name ?? "") ? -1 : 1)));
});

test("a cookie that was not signed here, an ended session and none at all are nobody", async () => {
  const { cookie } = await signIn();
  const forged = cookie.replace(/%3D/i, "").replace(/\.(.)/, (_, first) => `.${first === "A" ? "B" : "A"}`);
  for (const other of [
    "",
    "bakehouse.session_token=",
    "bakehouse.session_token=%",
    "bakehouse.session_token=a.b",
    forged,
  ]) {
    expect(await readSession(other)).toBeNull();
    expect(await contextFromHeaders(new Headers({ cookie: other }))).toBeNull();
  }
  const session = await readSession(cookie);
  await db.session.delete({ where: { id: session?.id ?? "" } });
  expect(await contextFromHeaders(new Headers({ cookie }))).toBeNull();
});

test("a session that is due is made longer by the library, one that is over is not", async () => {
  const { actor, cookie } = await signIn();
  const { id = "" } = (await readSession(cookie)) ?? {};
  const dueAt = new Date(Date.now() + (SESSION_SECONDS.expiresIn - SESSION_SECONDS.updateAge - 60) * 1000);
  await db.session.update({ where: { id }, data: { expiresAt: dueAt } });
  expect(await readSession(cookie)).toBeNull();
  expect((await contextFromHeaders(new Headers({ cookie })))?.actor.id).toBe(actor.id);
  const { expiresAt } = await db.session.findUniqueOrThrow({ where: { id } });
  expect(expiresAt.getTime()).toBeGreaterThan(dueAt.getTime());
  await db.session.update({ where: { id }, data: { expiresAt: new Date(Date.now() - 1000) } });
  expect(await contextFromHeaders(new Headers({ cookie }))).toBeNull();
});
