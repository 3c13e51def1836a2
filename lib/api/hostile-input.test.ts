import { beforeAll, expect, test } from "vitest";
import { handleApiRequest } from "#lib/api/handler";
import type { Context } from "#lib/auth/context";
import { db } from "#lib/db";
import { makeFixture } from "#lib/testing/permission-fixture";
import { createToken } from "#lib/tokens/create-token";

const API = "http://bakehouse.test/api/v1";

let owner: Context;
let authorization: string;
let at: string;
let build: string;

beforeAll(async () => {
  const fixture = await makeFixture();
  owner = fixture.owner;
  at = `/teams/${fixture.team}/images/${fixture.image.name}`;
  build = fixture.build.id;
  const { token } = await createToken(owner, { team: fixture.team, name: "ci", role: "owner" });
  authorization = `Bearer ${token}`;
});

async function call(method: string, path: string, body?: BodyInit, type: string | null = "application/json") {
  const response = await handleApiRequest(
    new Request(API + path, {
      method,
      headers: {
        host: "bakehouse.test",
        authorization,
        ...(body !== undefined && type !== null && { "content-type": type }),
      },
      body,
    }),
  );
  return { status: response.status, text: await response.text() };
}

const cursor = (value: string) => Buffer.from(JSON.stringify([value, build])).toString("base64url");

test.each([
  ["GET", "/images?q=a%00b"],
  ["GET", "/images?team=%00"],
  ["GET", "/teams/%00"],
  ["GET", "/teams/%00/images/x"],
  ["DELETE", "/teams/x/members/%00"],
])("%s %s with U+0000 is the caller's fault", async (method, path) => {
  const { status, text } = await call(method, path);
  expect([status, text]).toEqual([400, expect.stringContaining("U+0000")]);
});

test("so is half a character, which would be kept as another, however deep it is", async () => {
  const { status, text } = await call("PATCH", at, JSON.stringify({ description: "a \ud800 b" }));
  expect([status, JSON.parse(text).errors]).toEqual([
    400,
    [{ field: "description", message: expect.anything() }],
  ]);
  const deep = `{"description":"x","more":${"[".repeat(500_000)}${"]".repeat(500_000)}}`;
  expect((await call("PATCH", at, deep)).status).toBe(200);
});

test.each([
  ["images?sort=updated", "x"],
  ["images?sort=updated", "-271821-04-20T00:00:00.000Z"],
  ["images?sort=name", "a\0"],
  ["projects?", "a\0"],
])("a cursor that nobody was given: %s %j", async (path, value) => {
  expect((await call("GET", `/${path}&cursor=${cursor(value)}`)).status).toBe(400);
});

test("nor of another list", async () => {
  for (const value of ["x", "99999999999", "-1", "1.5"]) {
    expect((await call("GET", `${at}/versions?cursor=${cursor(value)}`)).status, value).toBe(400);
  }
});

test("numbers and times beyond what the database can hold are refused", async () => {
  for (const path of [
    `${at}/versions/2147483648`,
    `${at}/builds?version=9007199254740991`,
    `/builds/${build}/log?step=2147483648`,
    `/builds/${build}/steps/2147483648/lines`,
    `/builds/${build}/steps/0/lines?from=2147483647`,
    "/audit?from=0000-01-01T00:00:00Z",
  ]) {
    expect((await call("GET", path)).status, path).toBe(400);
  }
  const body = JSON.stringify({ message: "Old", date: "0000-01-01" });
  expect((await call("PUT", `${at}/deprecation`, body)).status).toBe(400);
});

test("% and _ are looked for as they stand", async () => {
  const { total } = JSON.parse((await call("GET", "/images")).text);
  expect(total).toBeGreaterThan(0);
  for (const q of ["%25", "_", "%5C"]) {
    expect(JSON.parse((await call("GET", `/images?q=${q}`)).text).total, q).toBe(0);
    expect(JSON.parse((await call("GET", `/projects?q=${q}`)).text).items, q).toEqual([]);
  }
});

test("what is no JSON is not read as if it were", async () => {
  const form = new FormData();
  form.append("name", "from-a-form");
  const json = JSON.stringify({ name: "from-text" });
  for (const [body, type] of [
    [json, "text/plain"],
    ["name=from-a-form", "application/x-www-form-urlencoded"],
    [form, null],
    [new Blob([json]), "application/octet-stream"],
    [new Uint8Array(Buffer.from(json)), "application/jsonp"],
  ] as const) {
    const { status, text } = await call("POST", "/teams", body, type);
    expect([status, text], type ?? "a form").toEqual([
      400,
      expect.stringContaining("Content-Type: application/json"),
    ]);
  }
  expect(await db.team.count({ where: { name: { in: ["blob", "from-text", "from-a-form"] } } })).toBe(0);
});

test("HEAD is answered as GET, without its body", async () => {
  expect(await call("HEAD", "/me")).toEqual({ status: 200, text: "" });
  expect(await call("HEAD", "/changes")).toEqual({ status: 200, text: "" });
  expect(await call("HEAD", "/teams/nobodys")).toEqual({ status: 404, text: "" });
});
