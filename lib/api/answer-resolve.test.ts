import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
import { answerResolve } from "#lib/api/answer-resolve";
import { handleApiRequest } from "#lib/api/handler";
import type { Context } from "#lib/auth/context";
import { revokeBuild } from "#lib/builds/revoke-build";
import { db } from "#lib/db";
import { makeOwner, teamOf } from "#lib/testing/make";
import { makeFixture } from "#lib/testing/permission-fixture";
import { createToken } from "#lib/tokens/create-token";

let server: Server;
let origin: string;

beforeAll(async () => {
  server = createServer((request, response) => {
    if (!answerResolve(request, response)) response.writeHead(421).end("for the framework");
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => new Promise((resolve) => server.close(resolve)));

async function tokenOf(ctx: Context): Promise<string> {
  return (await createToken(ctx, { team: teamOf(ctx), name: "sandbox", role: "viewer" })).token;
}

/** The same question through both doors; their answers must be the same, and are returned once. */
async function ask(path: string, headers: Record<string, string>) {
  const url = `/api/v1/projects/${path}`;
  const read = async (response: Response) => ({
    status: response.status,
    type: response.headers.get("content-type")?.split(";")[0] ?? null,
    etag: response.headers.get("etag"),
    text: await response.text(),
  });
  const straight = await read(await fetch(origin + url, { headers }));
  const around = await read(
    await handleApiRequest(
      new Request(`http://bakehouse.test${url}`, { headers: { host: "x", ...headers } }),
    ),
  );
  expect(straight).toEqual({ ...around, type: around.text === "" ? straight.type : around.type });
  return { ...straight, json: straight.text ? JSON.parse(straight.text) : null };
}

test("what sandboxes ask is answered as the API's other door answers it", async () => {
  const { owner, team, project, image, build } = await makeFixture();
  const authorization = `Bearer ${await tokenOf(owner)}`;
  const found = await ask(`${team}/${project}/image?use=default`, { authorization });
  expect(found).toMatchObject({ status: 200, json: { image: `${team}/${image.name}`, tag: build.tag } });
  const path = `${team}/${project}/image`;
  expect(await ask(path, { authorization, "if-none-match": found.etag ?? "" })).toMatchObject({
    status: 304,
    text: "",
  });
  for (const nonsense of ["nonsense", '"', "W/", "\u00fc", `${"x,".repeat(2000)}`]) {
    expect(await ask(path, { authorization, "if-none-match": nonsense }), nonsense).toMatchObject({
      status: 200,
    });
  }
  expect(await ask(path, { authorization, "if-none-match": `"a", W/${found.etag}` })).toMatchObject({
    status: 304,
  });
  expect(await ask(`${team}/${project}/image?use=gpu`, { authorization })).toMatchObject({ status: 404 });
  expect(await ask(path, { authorization: "Bearer wrong" })).toMatchObject({ status: 401 });
  expect(await ask(path, { authorization: "nonsense" })).toMatchObject({ status: 401 });
  for (const nothing of [`${team}/${project}%00/image`, `${path}?use=a%00b`]) {
    expect(await ask(nothing, { authorization }), nothing).toMatchObject({ status: 400 });
  }
  const stranger = `Bearer ${await tokenOf(await makeOwner())}`;
  expect(await ask(path, { authorization: stranger })).toMatchObject({ status: 404 });
  await revokeBuild(owner, { id: build.id, reason: "Leaks a key", keepChannels: true });
  const after = await ask(path, { authorization });
  // latest has moved on to what is left.
  expect(after).toMatchObject({ status: 200, json: { tag: "1.1" } });
  const older = await db.build.findFirstOrThrow({ where: { imageId: image.id }, orderBy: { id: "asc" } });
  await revokeBuild(owner, { id: older.id, reason: "Too", keepChannels: true });
  expect(await ask(path, { authorization })).toMatchObject({
    status: 410,
    json: { code: "gone", details: { reason: "Too", replacement: null } },
  });
  expect(teamOf(owner)).toBe(team);
});

test("every other request is left to the framework", async () => {
  const authorization = "Bearer x";
  for (const [path, init] of [
    ["/api/v1/projects/a/b/image", {}],
    ["/api/v1/projects/a/b/image", { method: "POST", headers: { authorization } }],
    ["/api/v1/projects/a/b", { headers: { authorization } }],
    ["/api/v1/projects/a/b/image/x", { headers: { authorization } }],
    ["/", { headers: { authorization } }],
  ] as const) {
    expect((await fetch(origin + path, init)).status, path).toBe(421);
  }
  expect((await fetch(`${origin}/api/v1/projects/%ff/b/image`, { headers: { authorization } })).status).toBe(
    400,
  );
});
