import { beforeAll, expect, test } from "vitest";
import { changeName } from "#lib/account/change-name";
import { changePassword } from "#lib/account/change-password";
import { endOtherSessions, endSession } from "#lib/account/end-sessions";
import { getCredentials } from "#lib/account/get-credentials";
import { listSessions } from "#lib/account/list-sessions";
import type { Context } from "#lib/auth/context";
import { contextFromHeaders } from "#lib/auth/context-from-headers";
import { createUser } from "#lib/auth/create-user";
import { handleAuthRequest } from "#lib/auth/handle-auth-request";
import { takeTry } from "#lib/auth/limit-tries";
import { db } from "#lib/db";
import { makeOwner } from "#lib/testing/make";

const ORIGIN = "http://bakehouse.test";
const EMAIL = "ada@example.com";
const PASSWORD = "a long password";

let nextAddress = 1;

/** Each from an address of its own, so that the limit by address stays out of the way. */
function post(path: string, body: unknown, headers: Record<string, string> = {}): Promise<Response> {
  return handleAuthRequest(
    new Request(`${ORIGIN}/api/auth${path}`, {
      method: "POST",
      headers: {
        host: "bakehouse.test",
        origin: ORIGIN,
        "content-type": "application/json",
        "x-forwarded-for": `192.0.2.${nextAddress++}`,
        ...headers,
      },
      body: typeof body === "string" ? body : JSON.stringify(body),
    }),
  );
}

async function signIn(password = PASSWORD, userAgent = "Firefox/150"): Promise<Headers> {
  const response = await post("/sign-in/email", { email: EMAIL, password }, { "user-agent": userAgent });
  if (!response.ok) throw new Error(`${response.status}`);
  return new Headers({ cookie: response.headers.get("set-cookie")?.split(";")[0] ?? "" });
}

async function contextOf(headers: Headers): Promise<Context> {
  const ctx = await contextFromHeaders(headers);
  if (!ctx) throw new Error("nobody");
  return ctx;
}

beforeAll(async () => {
  await db.$transaction((tx) => createUser(tx, { email: EMAIL, name: "Ada", password: PASSWORD }));
});

test("an address has one account, however it is written", async () => {
  const again = { email: EMAIL.toUpperCase(), name: "Another", password: null };
  await expect(db.$transaction((tx) => createUser(tx, again))).rejects.toMatchObject({
    code: "conflict",
    problems: [{ field: "email" }],
  });
});

test("sessions are listed, this one first, without what they are known by", async () => {
  const [mine] = [await signIn(), await signIn(PASSWORD, "curl/8.1")];
  const ctx = await contextOf(mine);
  const { items } = await listSessions(ctx);
  expect(items.map(({ isCurrent, userAgent }) => [isCurrent, userAgent])).toEqual([
    [true, "Firefox/150"],
    [false, "curl/8.1"],
  ]);
  const [row] = await db.session.findMany();
  expect(JSON.stringify(items)).not.toContain(row?.token);
});

test("still listed a day later: it does not take a fresh session", async () => {
  const ctx = await contextOf(await signIn());
  await db.session.updateMany({ data: { createdAt: new Date(Date.now() - 3 * 24 * 3_600_000) } });
  expect((await listSessions(ctx)).items.length).toBeGreaterThan(0);
});

test("one session is ended, then all others; this one goes on, and each end is on record", async () => {
  await db.session.deleteMany();
  const [mine, one] = [await signIn(), await signIn(), await signIn(), await signIn()] as const;
  const ctx = await contextOf(mine);
  const other = (await contextOf(one)).actor;
  if (other.kind !== "user") throw new Error("not a person");
  await endSession(ctx, { id: other.session ?? "" });
  expect(await contextFromHeaders(one)).toBeNull();
  expect(await endOtherSessions(ctx)).toEqual({ ended: 2 });
  expect((await listSessions(ctx)).items).toMatchObject([{ isCurrent: true }]);
  expect(await contextFromHeaders(mine)).not.toBeNull();
  const events = await db.auditEvent.findMany({ where: { action: "session.end" } });
  expect(events).toHaveLength(3);
  expect(events[0]).toMatchObject({ target: EMAIL, before: { userAgent: "Firefox/150" } });
});

test("someone else's session is not found, and a token ends none", async () => {
  const ctx = await contextOf(await signIn());
  if (ctx.actor.kind !== "user") throw new Error("not a person");
  const stranger = await makeOwner();
  await expect(endSession(stranger, { id: ctx.actor.session ?? "" })).rejects.toMatchObject({
    code: "not_found",
  });
  const byToken: Context = { ...ctx, actor: { ...ctx.actor, token: { id: "x", name: "ci", role: "owner" } } };
  for (const attempt of [
    () => listSessions(byToken),
    () => endOtherSessions(byToken),
    () => getCredentials(byToken),
    () => changeName(byToken, { name: "Eve" }),
    () => changePassword(byToken, { current: PASSWORD, next: "another password" }),
  ]) {
    await expect(attempt()).rejects.toMatchObject({ code: "forbidden" });
  }
});

test("the name changes, on record", async () => {
  const headers = await signIn();
  expect(await changeName(await contextOf(headers), { name: "Ada Lovelace" })).toEqual({
    name: "Ada Lovelace",
  });
  expect((await contextOf(headers)).actor.name).toBe("Ada Lovelace");
  const event = await db.auditEvent.findFirst({ where: { action: "user.update" } });
  expect(event).toMatchObject({ before: { name: "Ada" }, after: { name: "Ada Lovelace" } });
});

test("the password changes for who knows it, ends the other sessions, and is in no record", async () => {
  const [mine, other] = [await signIn(), await signIn()];
  const ctx = await contextOf(mine);
  await expect(
    changePassword(ctx, { current: "not it at all", next: "another password" }),
  ).rejects.toMatchObject({
    code: "invalid",
    problems: [{ field: "current" }],
  });
  expect(await changePassword(ctx, { current: PASSWORD, next: "another password" })).toMatchObject({
    ended: expect.any(Number),
  });
  expect(await contextFromHeaders(other)).toBeNull();
  expect(await contextFromHeaders(mine)).not.toBeNull();
  await expect(signIn()).rejects.toThrow("401");
  await signIn("another password");
  const events = await db.auditEvent.findMany({ where: { action: "user.password" } });
  expect(events).toMatchObject([{ target: EMAIL, before: null, after: null }]);
  await changePassword(ctx, { current: "another password", next: PASSWORD });
});

test("at a screen left open nobody guesses the password for long", async () => {
  const ctx = await contextOf(await signIn());
  const guess = () => changePassword(ctx, { current: "a guess", next: "another password" });
  const codes = [];
  for (let i = 0; i < 11; i++) codes.push(await guess().catch(({ code }) => code));
  expect(codes.slice(0, 10)).toEqual(Array(10).fill("invalid"));
  expect(codes[10]).toBe("rate_limited");
  await expect(guess()).rejects.toThrow(/Wait \d+ s, then try again/);
});

test("signing in is limited by address, with the seconds to wait", async () => {
  const from = { "x-forwarded-for": "198.51.100.1" };
  const statuses = [];
  let last: Response | undefined;
  for (let i = 0; i < 11; i++) {
    last = await post("/sign-in/email", { email: `who${i}@example.com`, password: "a guess" }, from);
    statuses.push(last.status);
  }
  expect(statuses).toEqual([...Array(10).fill(401), 429]);
  const seconds = Number(last?.headers.get("x-retry-after"));
  expect(seconds).toBeGreaterThan(0);
  expect(seconds).toBeLessThanOrEqual(60);
  expect((await post("/sign-in/email", { email: EMAIL, password: PASSWORD }, from)).status).toBe(429);
  expect((await post("/sign-in/email", { email: EMAIL, password: PASSWORD })).status).toBe(200);
});

test("and by account and network, which keeps nobody out elsewhere", async () => {
  const from = (host: number) => ({ "x-forwarded-for": `2001:db8:0:7::${host}` });
  const tryFrom = async (headers?: Record<string, string>, email = "victim@example.com") =>
    post("/sign-in/email", { email, password: "guess" }, headers);
  const statuses = [];
  for (let i = 0; i < 10; i++) {
    statuses.push((await tryFrom(from(i), i % 2 === 0 ? "victim@example.com" : "VICTIM@example.com")).status);
  }
  expect(statuses).toEqual(Array(10).fill(401));
  const refused = await tryFrom(from(99));
  expect(await refused.json()).toMatchObject({ code: "TOO_MANY_TRIES" });
  expect(Number(refused.headers.get("x-retry-after"))).toBeGreaterThan(60);
  expect((await tryFrom()).status).toBe(401);
});

test("and, far more loosely, by account from however many networks", async () => {
  const email = "known@example.com";
  const guess = () => post("/sign-in/email", { email, password: "guess" });
  // As many as it takes, without the work that each makes.
  for (let i = 0; i < 299; i++) takeTry(`sign-in:${email}`, { most: 300, seconds: 600 });
  expect((await guess()).status).toBe(401);
  const refused = await guess();
  expect(refused.status).toBe(429);
  expect(Number(refused.headers.get("x-retry-after"))).toBeGreaterThan(0);
  expect((await post("/sign-in/email", { email: EMAIL, password: PASSWORD })).status).toBe(200);
});

test("a text that reads as JSON for one account and as a form for another signs nobody in", async () => {
  const both = `{"email":"x","y":"&email=${EMAIL}&password=${encodeURIComponent(PASSWORD)}&z="}`;
  for (const type of ["application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "text/plain"]) {
    expect((await post("/sign-in/email", both, { "content-type": type })).status, type).toBe(415);
  }
});

test("a body without end is not kept in memory", async () => {
  let sent = 0;
  const endless = () =>
    new ReadableStream<Uint8Array>({
      pull(controller) {
        sent += 1024;
        controller.enqueue(new Uint8Array(1024));
      },
    });
  for (const path of ["/sign-in/email", "/sign-out", "/sign-in/social"]) {
    const body = endless();
    const init = { method: "POST", headers: { origin: ORIGIN }, body, duplex: "half" } as RequestInit;
    expect((await handleAuthRequest(new Request(`${ORIGIN}/api/auth${path}`, init))).status, path).toBe(413);
  }
  expect(sent).toBeLessThan(100 * 1024);
});

test("of better-auth's endpoints only ours are open", async () => {
  const { cookie } = Object.fromEntries((await signIn()).entries());
  for (const path of [
    "/sign-up/email",
    "/change-password",
    "/update-user",
    "/list-sessions",
    "/delete-user",
  ]) {
    expect((await post(path, {}, { cookie: cookie ?? "" })).status, path).toBe(404);
  }
  expect((await post("/sign-in/email", { email: EMAIL, password: "x".repeat(20_000) })).status).toBe(413);
});

test("signing in and out is on record, with where from", async () => {
  const headers = await signIn(PASSWORD, "Safari/26");
  const cookie = headers.get("cookie") ?? "";
  await post("/sign-out", {}, { cookie, "user-agent": "Safari/26", "x-forwarded-for": "203.0.113.9" });
  expect(await contextFromHeaders(headers)).toBeNull();
  const events = await db.auditEvent.findMany({
    where: { userAgent: "Safari/26" },
    orderBy: { id: "asc" },
    select: { action: true, target: true, ip: true },
  });
  expect(events).toEqual([
    { action: "session.create", target: EMAIL, ip: expect.stringMatching(/^192\.0\.2\./) },
    { action: "session.end", target: EMAIL, ip: "203.0.113.9" },
  ]);
});

test("how one signs in is told", async () => {
  expect(await getCredentials(await contextOf(await signIn()))).toEqual({ password: true, provider: null });
});
