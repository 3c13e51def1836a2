import { expect, test } from "vitest";
import { handleApiRequest } from "#lib/api/handler";
import { auth } from "#lib/auth/auth";
import { createFirstAdministrator } from "#lib/auth/create-first-administrator";
import { setUp } from "#lib/auth/set-up";
import { db } from "#lib/db";
import { env } from "#lib/env";

const ORIGIN = "http://bakehouse.test";
const PASSWORD = "a long password";

function post(path: string, body: unknown, headers: Record<string, string> = {}): Request {
  return new Request(ORIGIN + path, {
    method: "POST",
    headers: { host: "bakehouse.test", origin: ORIGIN, "content-type": "application/json", ...headers },
    body: JSON.stringify(body),
  });
}

const signIn = (email: string, password: string) =>
  auth().handler(post("/api/auth/sign-in/email", { email, password }));

const cookieOf = (response: Response) => response.headers.get("set-cookie")?.split(";")[0] ?? "";

async function me(cookie: string) {
  const response = await handleApiRequest(
    new Request(`${ORIGIN}/api/v1/me`, { headers: { host: "bakehouse.test", cookie } }),
  );
  return { status: response.status, json: await response.json() };
}

test("set-up wants its code, makes one administrator, and happens once", async () => {
  const input = { name: "Ada", email: "Ada@Example.com", password: PASSWORD, team: "first" };
  await expect(setUp({ ...input, code: "" })).rejects.toMatchObject({ code: "forbidden" });
  env().BAKEHOUSE_SETUP_CODE = "ABCD-2345";
  await expect(setUp({ ...input, code: "ABCD-2346" })).rejects.toMatchObject({
    problems: [{ field: "code" }],
  });
  const both = await Promise.allSettled([
    setUp({ ...input, code: "abcd 2345" }),
    createFirstAdministrator({ email: "eve@example.com", password: PASSWORD, team: "second" }),
  ]);
  expect(both.map((result) => result.status).sort()).toEqual(["fulfilled", "rejected"]);
  expect(await db.user.count()).toBe(1);
  await db.user.deleteMany();
  await setUp({ ...input, code: "ABCD-2345" });
  await expect(setUp({ ...input, code: "ABCD-2345" })).rejects.toMatchObject({ code: "conflict" });
});

test("signing in, being someone, signing out", async () => {
  const response = await signIn("ada@example.com", PASSWORD);
  expect(response.status).toBe(200);
  const cookie = cookieOf(response);
  expect(response.headers.get("set-cookie")).toMatch(/HttpOnly/i);
  expect(await me(cookie)).toMatchObject({
    json: { kind: "user", name: "Ada", isAdmin: true, teams: [{ name: "first", role: "owner" }] },
  });
  await auth().handler(post("/api/auth/sign-out", {}, { cookie }));
  expect(await me(cookie)).toMatchObject({ status: 401 });
});

test("a wrong password is refused, and nobody signs up by themselves", async () => {
  expect((await signIn("ada@example.com", "another password")).status).toBe(401);
  const signUp = post("/api/auth/sign-up/email", {
    email: "m@example.com",
    password: PASSWORD,
    name: "M",
    isAdmin: true,
  });
  expect((await auth().handler(signUp)).status).toBeGreaterThanOrEqual(400);
  expect(await db.user.count({ where: { email: "m@example.com" } })).toBe(0);
});

test("a change that another site's page asks for is refused", async () => {
  const cookie = cookieOf(await signIn("ada@example.com", PASSWORD));
  const create = (origin: string) =>
    handleApiRequest(post("/api/v1/teams", { name: "another", description: "" }, { cookie, origin }));
  expect((await create("http://evil.test")).status).toBe(403);
  expect((await create(ORIGIN)).status).toBe(201);
});
