import { once } from "node:events";
import { connect } from "node:net";
import { text } from "node:stream/consumers";
import { afterAll, beforeAll, expect, test } from "vitest";
import { refuseUnreadable } from "#lib/api/refuse-unreadable";
import { startServer } from "#lib/testing/start-server";

let server: Awaited<ReturnType<typeof startServer>>;

beforeAll(async () => {
  server = await startServer();
  server.listen((request, response) => {
    if (!refuseUnreadable(request, response)) response.writeHead(200).end("for the framework");
  });
});
afterAll(() => server.close());

/** As no client would send it. */
async function send(line: string): Promise<string> {
  const socket = connect(Number(new URL(server.origin).port), "127.0.0.1");
  await once(socket, "connect");
  socket.write(`${line} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`);
  return text(socket);
}

test.each([
  "GET /api/v1/teams/%",
  "GET /images/%ed%a0%80",
  "GET /images/a%00b",
  "DELETE /api/v1/teams/a%2",
  "TRACE /api/v1/me",
])("%s is the caller's fault", async (line) => {
  const answer = await send(line);
  expect(answer).toMatch(/^HTTP\/1.1 400 /);
  expect(answer).toContain('"code":"invalid"');
});

test.each(["GET /api/v1/teams/a%2Fb?q=%ff", "HEAD /", "OPTIONS /api/v1/me"])("%s is not", async (line) => {
  expect(await send(line)).toMatch(/^HTTP\/1.1 200 /);
});
