import { beforeAll, describe, expect, test } from "vitest";
import { handleApiRequest } from "#lib/api/handler";
import { openapiDocument } from "#lib/api/openapi";
import type { Context } from "#lib/auth/context";
import { claimBuild } from "#lib/builds/claim-build";
import { endBuild } from "#lib/builds/end-build";
import { requestBuild } from "#lib/builds/request-build";
import { db } from "#lib/db";
import { makeImage, makeOwner, teamOf } from "#lib/testing/make";
import { createToken } from "#lib/tokens/create-token";

const ORIGIN = "http://bakehouse.test";
const DOCKERFILE = "FROM codex-base:latest\nRUN true\n";

interface CallOptions {
  method?: string;
  token?: string;
  headers?: Record<string, string>;
  body?: unknown;
}

async function call(path: string, { method = "GET", token, headers = {}, body }: CallOptions = {}) {
  const response = await handleApiRequest(
    new Request(`${ORIGIN}/api/v1${path}`, {
      method,
      headers: {
        host: "bakehouse.test",
        ...(token && { authorization: `Bearer ${token}` }),
        ...(body !== undefined && { "content-type": "application/json" }),
        ...headers,
      },
      body: typeof body === "string" || body === undefined ? (body as string) : JSON.stringify(body),
    }),
  );
  const text = await response.text();
  const type = response.headers.get("content-type") ?? "";
  return { status: response.status, type, json: type.includes("json") ? JSON.parse(text) : null, text };
}

let ctx: Context;
let team: string;
let token: string;

beforeAll(async () => {
  ctx = await makeOwner();
  team = teamOf(ctx);
  ({ token } = await createToken(ctx, { team, name: "ci" }));
});

describe("a script's whole journey with a token", () => {
  test("create an image, save a version, build it, read the build", async () => {
    const created = await call(`/teams/${team}/images`, {
      method: "POST",
      token,
      body: { name: "journey", description: "", dockerfile: DOCKERFILE, message: "first" },
    });
    expect(created).toMatchObject({ status: 201, json: { name: "journey", versions: 1 } });
    const saved = await call(`/teams/${team}/images/journey/versions`, {
      method: "POST",
      token,
      body: { dockerfile: `${DOCKERFILE}RUN echo 2\n`, message: "second" },
    });
    expect(saved).toMatchObject({ status: 201, json: { created: true, version: { number: 2 } } });
    const build = await call(`/teams/${team}/images/journey/builds`, {
      method: "POST",
      token,
      body: { version: 1 },
    });
    expect(build).toMatchObject({
      status: 202,
      json: {
        status: "queued",
        version: 1,
        number: 1,
        tag: "1.1",
        trigger: "api",
        requestedBy: "ci",
        steps: [],
        error: null,
      },
    });
    expect((await call(`/builds/${build.json.id}`, { token })).json).toEqual(build.json);
    const listed = await call("/images?q=jour&limit=1", { token });
    expect(listed.json).toMatchObject({ total: 1, items: [{ name: "journey", lastBuild: { tag: "1.1" } }] });
    expect((await call(`/builds/${build.json.id}/cancel`, { method: "POST", token })).json.status).toBe(
      "canceled",
    );
    const log = await call(`/builds/${build.json.id}/log`, { token });
    expect(log).toMatchObject({ status: 200, type: "text/plain; charset=utf-8", text: "" });
  });

  test("events resume after Last-Event-ID", async () => {
    const image = await makeImage(ctx);
    const { id } = await requestBuild(ctx, { team, image: image.name });
    const worker = await db.worker.create({ data: { name: "w" } });
    const claimed = await claimBuild({ workerId: worker.id, running: [] });
    if (claimed?.id !== id) throw new Error("claimed another build");
    await endBuild(claimed, { status: "failed", error: { code: "test", message: "It broke." } });
    const all = await call(`/builds/${id}/events`, { token });
    expect(all.type).toMatch(/^text\/event-stream/);
    expect(all.text).toContain('"message":"It broke."');
    const lastId = /^id: (\d+)$/m.exec(all.text)?.[1] ?? "";
    expect(Number(lastId)).toBeGreaterThan(0);
    const rest = await call(`/builds/${id}/events`, { token, headers: { "last-event-id": lastId } });
    expect(rest.text).not.toContain("data: {");
    expect(await call(`/builds/${id}/events`, { token, headers: { "last-event-id": "x" } })).toMatchObject({
      status: 400,
    });
  });
});

describe("who asks", () => {
  const problem = (status: number, code: string) => ({
    status,
    type: "application/problem+json",
    json: { status, code, title: expect.any(String), detail: expect.any(String), type: expect.any(String) },
  });

  test("nobody is told to sign in", async () => {
    expect(await call("/images")).toMatchObject(problem(401, "unauthenticated"));
    expect(await call("/health")).toMatchObject({ status: 200, json: { database: "ok" } });
  });

  test("a wrong token, a revoked one and another scheme are refused", async () => {
    expect(await call("/images", { token: "bh_wrong" })).toMatchObject(problem(401, "unauthenticated"));
    expect(await call("/images", { headers: { authorization: "Basic eDp5" } })).toMatchObject(
      problem(401, "unauthenticated"),
    );
    const made = await createToken(ctx, { team, name: "short-lived" });
    expect((await call("/images", { token: made.token })).status).toBe(200);
    const { actor } = ctx;
    if (actor.kind !== "user") throw new Error("not a user");
    await db.apiToken.update({ where: { id: made.id }, data: { revokedAt: new Date() } });
    expect(await call("/images", { token: made.token })).toMatchObject(problem(401, "unauthenticated"));
  });

  test("someone else's image and build do not exist", async () => {
    const stranger = await makeOwner();
    const image = await makeImage(stranger);
    const build = await requestBuild(stranger, { team: image.team, image: image.name });
    for (const path of [
      `/teams/${image.team}/images/${image.name}`,
      `/teams/${image.team}/images/${image.name}/versions`,
      `/teams/${image.team}/images/${image.name}/versions/1`,
      `/teams/${image.team}/images/${image.name}/builds`,
      `/teams/${image.team}/members`,
      `/teams/${image.team}/tokens`,
      `/builds/${build.id}`,
      `/builds/${build.id}/log`,
      `/builds/${build.id}/events`,
      `/builds/${build.id}/steps/0/lines`,
      `/builds/${build.id}/search?q=x`,
      "/builds/nonsense",
    ]) {
      expect(await call(path, { token }), path).toMatchObject(problem(404, "not_found"));
    }
    expect(await call(`/builds/${build.id}/cancel`, { method: "POST", token })).toMatchObject(
      problem(404, "not_found"),
    );
  });

  test("a token is no owner and no administrator", async () => {
    expect(await call(`/teams/${team}/tokens`, { method: "POST", token, body: { name: "x" } })).toMatchObject(
      problem(403, "forbidden"),
    );
    expect(await call("/teams", { method: "POST", token, body: { name: "mine" } })).toMatchObject(
      problem(403, "forbidden"),
    );
    expect(
      await call("/base-images", { method: "POST", token, body: { name: "a:1", reference: "r/a:1" } }),
    ).toMatchObject(problem(403, "forbidden"));
  });
});

describe("bad input says what was wrong and where", () => {
  const create = (body: unknown) => call(`/teams/${team}/images`, { method: "POST", token, body });

  test("a body that is no JSON, or none, or not an object", async () => {
    for (const body of ["{", "[]", '"text"', "null"]) {
      expect(await create(body), body).toMatchObject({ status: 400, type: "application/problem+json" });
    }
    expect(await call(`/teams/${team}/images`, { method: "POST", token })).toMatchObject({ status: 400 });
  });

  test("a body over the limit", async () => {
    const response = await create({
      name: "big",
      description: "",
      dockerfile: "#".repeat(3_000_000),
      message: "",
    });
    expect(response).toMatchObject({ status: 413, json: { code: "too_large" } });
  });

  test.each(["../x", "a".repeat(300), "Größe", "UPPER", "", "-a", "a-", "a..b", "a b", "日本"])(
    "the name %s",
    async (name) => {
      const response = await create({ name, description: "", dockerfile: DOCKERFILE, message: "" });
      expect(response).toMatchObject({ status: 400, json: { code: "invalid", errors: [{ field: "name" }] } });
    },
  );

  test("a name that is taken", async () => {
    const body = { name: "twice", description: "", dockerfile: DOCKERFILE, message: "" };
    await create(body);
    expect(await create(body)).toMatchObject({ status: 409, json: { errors: [{ field: "name" }] } });
  });

  test("a Dockerfile with a syntax error names line and column", async () => {
    const response = await create({
      name: "typo",
      description: "",
      dockerfile: "FROM a\n\n  RNU x\n",
      message: "",
    });
    expect(response).toMatchObject({
      status: 400,
      json: {
        errors: [{ field: "dockerfile", line: 3, column: 3, message: expect.stringContaining("RUN") }],
      },
    });
  });

  test("what is not there: a path, a method, a version, a number that is none", async () => {
    expect(await call("/nothing", { token })).toMatchObject({
      status: 404,
      type: "application/problem+json",
    });
    expect(await call("/images", { method: "PUT", token, body: {} })).toMatchObject({ status: 404 });
    const image = await makeImage(ctx);
    expect(await call(`/teams/${team}/images/${image.name}/versions/9`, { token })).toMatchObject({
      status: 404,
    });
    expect(await call(`/teams/${team}/images/${image.name}/versions/x`, { token })).toMatchObject({
      status: 400,
    });
    expect(await call("/images?limit=1000000", { token })).toMatchObject({ status: 400 });
  });
});

test("the document is OpenAPI 3.1 and describes every operation with its errors", async () => {
  const document = await openapiDocument();
  expect(document.openapi).toMatch(/^3\.1/);
  const operations = Object.values(document.paths ?? {}).flatMap((methods) => Object.values(methods ?? {}));
  expect(operations.length).toBeGreaterThan(25);
  for (const operation of operations as { operationId?: string; summary?: string; responses?: object }[]) {
    expect(operation.summary, operation.operationId).toBeTruthy();
    expect(operation.responses).toHaveProperty("default");
  }
  expect(document.paths).toHaveProperty([
    "/builds/{id}/log",
    "get",
    "responses",
    "200",
    "content",
    "text/plain",
  ]);
});
