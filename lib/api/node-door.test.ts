import { createServer, type Server } from "node:http";
import { type AddressInfo, connect } from "node:net";
import { text } from "node:stream/consumers";
import { afterAll, beforeAll, expect, test } from "vitest";
import { answerApi } from "#lib/api/node-door";

let server: Server;
let port: number;

beforeAll(async () => {
  server = createServer(answerApi);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  port = (server.address() as AddressInfo).port;
});
afterAll(() => new Promise((resolve) => server.close(resolve)));

const ask = (path: string, init?: RequestInit) => fetch(`http://127.0.0.1:${port}/api/v1${path}`, init);

test("HEAD has what GET has, without the body", async () => {
  const got = await ask("/health");
  expect(got.status).toBe(200);
  expect(await got.json()).toMatchObject({ database: "ok" });
  const head = await ask("/health", { method: "HEAD" });
  expect([head.status, head.headers.get("content-type")]).toEqual([200, got.headers.get("content-type")]);
  expect(await head.text()).toBe("");
  expect((await ask("/images", { method: "HEAD" })).status).toBe(401);
});

test("the document, what is not there, and bodies that cannot be taken", async () => {
  expect(await (await ask("/openapi.json")).json()).toMatchObject({
    openapi: expect.stringMatching(/^3\.1/),
  });
  expect((await ask("/nothing")).status).toBe(404);
  const json = { "content-type": "application/json" };
  expect((await ask("/teams", { method: "POST", headers: json, body: "{" })).status).toBe(400);
  expect((await ask("/teams", { method: "POST", body: "a=b" })).status).toBe(400);
  const big = JSON.stringify({ name: "x".repeat(3_000_000) });
  expect((await ask("/teams", { method: "POST", headers: json, body: big })).status).toBe(413);
});

test.each(["a b", "[", "", "x:99999999"])("the Host %j ends nothing but its own request", async (host) => {
  const socket = connect(port, "127.0.0.1");
  socket.write(`GET /api/v1/health HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`);
  expect(await text(socket)).toMatch(/^HTTP\/1\.1 [245]/);
  expect((await ask("/health")).status).toBe(200);
});
