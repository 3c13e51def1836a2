import { once } from "node:events";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, get, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buffer } from "node:stream/consumers";
import { brotliDecompressSync, gunzipSync } from "node:zlib";
import { afterAll, beforeAll, expect, test } from "vitest";
import { answersStatic } from "#lib/answer-static";
import { compressStatic } from "../scripts/compress-static.ts";

const TEXT = 'console.log("bread");\n'.repeat(500);
let root: string;
let server: Server;

beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), "static-"));
  mkdirSync(join(root, ".next", "static", "chunks"), { recursive: true });
  writeFileSync(join(root, ".next", "static", "chunks", "long.js"), TEXT);
  writeFileSync(join(root, ".next", "static", "chunks", "short.js"), "1");
  writeFileSync(join(root, ".next", "secret.json"), "{}");
  await compressStatic(root);
  const answer = answersStatic(join(root, ".next", "static"));
  server = createServer((request, response) => {
    if (!answer(request, response)) response.end(`left to others: ${request.url}`);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
});
afterAll(() => {
  server.close();
  rmSync(root, { recursive: true });
});

async function fetchFile(path: string, encoding = "identity") {
  const { port } = server.address() as AddressInfo;
  // As it stands: `fetch` would resolve dots and unpack the answer.
  const request = get({ host: "127.0.0.1", port, path, headers: { "accept-encoding": encoding } });
  const [response] = (await once(request, "response")) as [IncomingMessage];
  return { status: response.statusCode, headers: response.headers, body: await buffer(response) };
}

test.each([
  { accepts: "gzip, deflate, br, zstd", sent: "br", unpack: brotliDecompressSync },
  { accepts: "gzip, deflate", sent: "gzip", unpack: gunzipSync },
  { accepts: "identity", sent: undefined, unpack: (body: Buffer) => body },
])("who accepts $accepts is sent $sent, for good", async ({ accepts, sent, unpack }) => {
  const { status, headers, body } = await fetchFile("/_next/static/chunks/long.js", accepts);
  expect(status).toBe(200);
  expect(headers).toMatchObject({
    "content-type": "text/javascript; charset=utf-8",
    "cache-control": "max-age=31536000, immutable",
    vary: "Accept-Encoding",
  });
  expect(headers["content-encoding"]).toBe(sent);
  expect(unpack(body).toString()).toBe(TEXT);
});

test("what is too short to compress is sent as it is", async () => {
  expect(await fetchFile("/_next/static/chunks/short.js", "br")).toMatchObject({
    status: 200,
    body: Buffer.from("1"),
  });
});

test.each(["/_next/static/nothing.js", "/_next/static/../secret.json", "/_next/static/%2e%2e/secret.json"])(
  "%s is not there",
  async (path) => {
    expect(await fetchFile(path)).toMatchObject({ status: 404 });
  },
);

test("all else is left to others, unchanged", async () => {
  expect((await fetchFile("/images?a=1")).body.toString()).toBe("left to others: /images?a=1");
});
