import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { get, type RequestListener } from "node:http";
import { createServer as createSecure } from "node:https";
import { type AddressInfo, createServer as createPlain } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { env } from "#lib/env";
import { startReceiver } from "#lib/testing/start-receiver";
import { pinnedTo, post } from "#lib/webhooks/post";

const stops: (() => Promise<unknown>)[] = [];
beforeEach(() => {
  env().BAKEHOUSE_WEBHOOK_ALLOW = "127.0.0.0/8";
});
afterEach(async () => {
  env().BAKEHOUSE_WEBHOOK_ALLOW = undefined;
  for (const stop of stops.splice(0)) await stop();
});

async function receiver(answer?: RequestListener) {
  const started = await startReceiver(answer);
  stops.push(started.stop);
  return started;
}

test("a body arrives as it was given, and the answer comes back", async () => {
  const { url, received } = await receiver((_request, response) => {
    response.writeHead(201, { "x-request-id": "7", "set-cookie": "session=secret" });
    response.end("thänks");
  });
  const answer = await post(`${url}?a=b`, { "content-type": "application/json", "x-own": "1" }, '{"ü":1}');
  expect(received).toMatchObject([
    { method: "POST", path: "/hook?a=b", body: '{"ü":1}', headers: { "x-own": "1" } },
  ]);
  expect(answer).toMatchObject({ error: null, status: 201, body: "thänks" });
  expect(answer.headers).toMatchObject({ "x-request-id": "7", "set-cookie": "…" });
  expect(JSON.stringify(answer)).not.toContain("secret");
});

test.each([400, 404, 410, 429, 500, 503])(
  "%i is a failure that says so, with what was answered",
  async (status) => {
    const { url } = await receiver((_request, response) => response.writeHead(status).end("no"));
    expect(await post(url, {}, "")).toMatchObject({
      error: expect.stringContaining(`${status}`),
      status,
      body: "no",
    });
  },
);

test.each([301, 302, 303, 307, 308])("a redirect (%i) inward is not followed", async (status) => {
  const inside = await receiver();
  const { url } = await receiver((_request, response) => {
    response.writeHead(status, { location: inside.url }).end();
  });
  const answer = await post(url, {}, "{}");
  expect(answer).toMatchObject({ status, error: expect.stringContaining("Redirects are not followed") });
  expect(answer.error).toContain(inside.url);
  expect(inside.received).toEqual([]);
});

test("of an answer of 10 MB the beginning is read, and then the connection is closed", async () => {
  let sent = 0;
  const { url } = await receiver((_request, response) => {
    response.writeHead(200, { "content-length": String(10 * 1024 * 1024) });
    const chunk = Buffer.alloc(64 * 1024, "a");
    const write = () => {
      while (sent < 10 * 1024 * 1024 && !response.destroyed) {
        sent += chunk.length;
        if (!response.write(chunk)) return response.once("drain", write);
      }
    };
    write();
  });
  const answer = await post(url, {}, "{}");
  expect(answer).toMatchObject({ error: null, status: 200 });
  expect(answer.body).toHaveLength(4096);
  // What the sockets' buffers hold is all that was sent.
  expect(sent).toBeLessThan(8 * 1024 * 1024);
});

test("who never answers is left after the time allowed", async () => {
  const { url } = await receiver(() => {});
  const answer = await post(url, {}, "{}", 300);
  expect(answer).toMatchObject({ status: null, error: "No answer came within 0.3 s." });
  expect(answer.durationMs).toBeGreaterThanOrEqual(290);
  expect(answer.durationMs).toBeLessThan(3000);
});

test("a status is an answer, though its body never ends", async () => {
  const { url } = await receiver((_request, response) => {
    response.writeHead(200);
    response.write("begun");
  });
  expect(await post(url, {}, "{}", 300)).toMatchObject({ error: null, status: 200, body: "begun" });
});

test("headers that drip in for ever do not keep it", async () => {
  const server = createPlain((socket) => {
    socket.on("error", () => {});
    socket.write("HTTP/1.1 200 OK\r\n");
    const timer = setInterval(() => socket.write("x-drip: 1\r\n"), 20);
    socket.on("close", () => clearInterval(timer));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  stops.push(() => new Promise((resolve) => server.close(resolve)));
  const { port } = server.address() as AddressInfo;
  expect(await post(`http://127.0.0.1:${port}/`, {}, "{}", 300)).toMatchObject({ status: null });
});

test.each([
  ["no HTTP", "SSH-2.0-OpenSSH_9.2\r\n", "What came back is no HTTP."],
  ["nothing", "", "The connection was cut before an answer came."],
  [
    "an upgrade",
    "HTTP/1.1 101 Switching Protocols\r\nupgrade: x\r\nconnection: upgrade\r\n\r\n",
    /closed|cut/,
  ],
])("%s is no answer", async (_what, text, error) => {
  const server = createPlain((socket) => {
    socket.on("error", () => {});
    socket.once("data", () => socket.end(text));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  stops.push(() => new Promise((resolve) => server.close(resolve)));
  const { port } = server.address() as AddressInfo;
  const answer = await post(`http://127.0.0.1:${port}/`, {}, "{}", 2000);
  expect(answer.status).toBeNull();
  expect(answer.error).toMatch(error);
});

test("a body that is no text is kept as text that PostgreSQL takes", async () => {
  const { url } = await receiver((_request, response) =>
    response.end(Buffer.from([0, 255, 65, 0xed, 0xa0, 0x80])),
  );
  const { body } = await post(url, {}, "{}");
  expect(body).toContain("A");
  expect(body).not.toContain("\0");
  expect(body?.isWellFormed()).toBe(true);
});

test("nobody there is said", async () => {
  const { url, stop } = await startReceiver();
  await stop();
  expect(await post(url, {}, "{}")).toMatchObject({
    status: null,
    error: expect.stringContaining("refused"),
  });
});

test("inside the own network nothing is sent unless it is allowed", async () => {
  const { url, port, received } = await receiver();
  env().BAKEHOUSE_WEBHOOK_ALLOW = undefined;
  for (const host of ["127.0.0.1", "localhost", "[::ffff:127.0.0.1]", "2130706433", "0.0.0.0"]) {
    const answer = await post(`http://${host}:${port}/hook`, {}, "{}");
    expect(answer).toMatchObject({ status: null, error: expect.stringContaining("BAKEHOUSE_WEBHOOK_ALLOW") });
  }
  env().BAKEHOUSE_WEBHOOK_ALLOW = "10.0.0.0/8,example.com";
  expect((await post(url, {}, "{}")).status).toBeNull();
  expect(received).toEqual([]);
  env().BAKEHOUSE_WEBHOOK_ALLOW = "localhost";
  expect((await post(`http://localhost:${port}/hook`, {}, "{}")).error).toBeNull();
  expect(received).toHaveLength(1);
});

test("a connection goes to the address that was checked, whatever the name leads to by then", async () => {
  const { port, received } = await receiver();
  const status = await new Promise((resolve, reject) => {
    // The name leads nowhere: had it been looked up again, there would be no connection.
    const options = { agent: false as const, lookup: pinnedTo([{ address: "127.0.0.1", family: 4 }]) };
    get(`http://rebound.invalid:${port}/`, options, (response) => resolve(response.statusCode)).on(
      "error",
      reject,
    );
  });
  expect(status).toBe(200);
  expect(received).toMatchObject([{ headers: { host: `rebound.invalid:${port}` } }]);
});

test("a certificate that nobody vouches for is refused, and so is plain HTTP where TLS is asked for", async () => {
  const folder = mkdtempSync(join(tmpdir(), "bakehouse-tls-"));
  const [key, cert] = [join(folder, "key.pem"), join(folder, "cert.pem")];
  const subject = ["-subj", "/CN=127.0.0.1", "-addext", "subjectAltName=IP:127.0.0.1", "-days", "1"];
  const files = ["-keyout", key, "-out", cert];
  execFileSync("openssl", ["req", "-x509", "-newkey", "rsa:2048", "-nodes", ...files, ...subject], {
    stdio: "ignore",
  });
  const server = createSecure({ key: readFileSync(key), cert: readFileSync(cert) }, (_request, response) =>
    response.end("ok"),
  );
  rmSync(folder, { recursive: true });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  stops.push(() => new Promise((resolve) => server.close(resolve)));
  const { port } = server.address() as AddressInfo;
  const answer = await post(`https://127.0.0.1:${port}/`, {}, "{}");
  expect(answer).toMatchObject({
    status: null,
    error: "The certificate is self-signed, and so not trusted.",
  });
  const plain = await receiver();
  expect((await post(`https://127.0.0.1:${plain.port}/`, {}, "{}")).error).toContain("does not speak TLS");
});
