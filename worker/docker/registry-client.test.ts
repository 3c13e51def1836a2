import { beforeAll, describe, expect, test } from "vitest";
import { moveTag } from "#worker/docker/move-tag";
import { pushImage } from "#worker/docker/push-image";
import { getManifest, headDigest, pingRegistry } from "#worker/docker/registry-client";
import {
  buildAny,
  closedPort,
  guardedRegistry,
  nonce,
  removeImage,
  serve,
  testEngine,
  testRegistry,
} from "#worker/docker/test-engine";

const engine = testEngine();
const credentials = { username: "baker", password: "s€cret:+/" };
const path = `team/moved-${nonce()}`;
const repository = `${testRegistry()}/${path}`;

async function pushNew(tag: string): Promise<string> {
  const reference = `${repository}:${tag}`;
  const imageId = await buildAny(engine, reference);
  const end = (await Array.fromAsync(pushImage(engine, imageId, reference))).at(-1)!;
  await removeImage(engine, imageId);
  if (end.type !== "pushed") throw new Error("it was not pushed");
  return end.digest;
}

let first: string;
let second: string;
beforeAll(async () => {
  first = await pushNew("1.1");
  second = await pushNew("1.2");
});

describe("moveTag", () => {
  test("gives an image another tag, and takes it from another image", async () => {
    expect(await headDigest(`${repository}:latest`)).toBeNull();
    await moveTag(`${repository}@${first}`, "latest");
    expect(await headDigest(`${repository}:latest`)).toBe(first);
    await moveTag(`${repository}@${second}`, "latest");
    await moveTag(`${repository}@${second}`, "latest");
    expect(await headDigest(`${repository}:latest`)).toBe(second);
    expect(await headDigest(`${repository}:1.1`)).toBe(first);
  });

  test.each(["basic", "bearer"] as const)("signs in (%s)", async (scheme) => {
    const host = await guardedRegistry(scheme, credentials.username, credentials.password);
    await pingRegistry(host, { credentials });
    await moveTag(`${host}/${path}@${first}`, `by-${scheme}`, { credentials });
    expect(await headDigest(`${repository}:by-${scheme}`)).toBe(first);
    for (const wrong of [{}, { credentials: { username: "baker", password: "wrong" } }]) {
      const moved = moveTag(`${host}/${path}@${first}`, "latest", wrong);
      await expect(moved).rejects.toMatchObject({ name: "EngineError", code: "unauthorized" });
    }
  });

  test("what is not there", async () => {
    const nothing = `sha256:${"0".repeat(64)}`;
    await expect(moveTag(`${repository}@${nothing}`, "x")).rejects.toMatchObject({ code: "not-found" });
    await expect(moveTag(`${repository}:1.1`, "x")).rejects.toMatchObject({ code: "invalid" });
    expect(await headDigest(`${testRegistry()}/no/such-${nonce()}:1`)).toBeNull();
    expect(await headDigest(`${repository}@${first}`)).toBe(first);
  });
});

describe("a registry that is none, or is away", () => {
  const html = { "content-type": "text/html" };
  const json = { "content-type": "application/json" };
  const denial = (message: string) => JSON.stringify({ errors: [{ code: "DENIED", message }] });

  test.each<[string, string, number, Record<string, string>, string]>([
    ["a web page", "registry-invalid", 200, html, "<html>"],
    ["a web page for what is missing", "registry-invalid", 404, html, "<html>"],
    ["a gateway without a registry behind it", "registry-unreachable", 502, html, "<html>"],
    ["too many questions", "registry-unreachable", 429, json, "{}"],
    ["a proxy's password", "unauthorized", 401, html, "<html>"],
    ["no rights", "denied", 403, json, denial("requested access to the resource is denied")],
    ["no room", "quota", 403, json, denial("Quota exceeded for this project")],
  ])("%s is %s", async (_, code, status, headers, body) => {
    const host = await serve((_request, answer) => answer.writeHead(status, headers).end(body));
    await expect(getManifest(`${host}/a/b:1`)).rejects.toMatchObject({ name: "EngineError", code });
  });

  test("nobody there", async () => {
    const host = await closedPort();
    await expect(pingRegistry(host)).rejects.toMatchObject({
      code: "registry-unreachable",
      message: `Cannot reach the registry ${host}: ${host} does not answer (connect ECONNREFUSED ${host})`,
    });
  });

  test("cut off in the middle", async () => {
    const host = await serve((_, answer) => {
      answer.writeHead(200, { "content-length": 100 }).write("{");
      setTimeout(() => answer.destroy(), 50);
    });
    await expect(getManifest(`${host}/a/b:1`)).rejects.toMatchObject({ code: "registry-unreachable" });
  });

  test("other bytes than the digest says", async () => {
    const host = await serve((_, answer) => answer.end("{}"));
    await expect(getManifest(`${host}/a/b@${first}`)).rejects.toMatchObject({ code: "digest-mismatch" });
  });

  test("a token from an address that would learn the password over a weaker connection is not asked for", async () => {
    const host = await serve((_, answer) =>
      answer.writeHead(401, { "www-authenticate": 'Bearer realm="ftp://127.0.0.1/token"' }).end(),
    );
    await expect(pingRegistry(host, { credentials })).rejects.toMatchObject({ code: "unauthorized" });
  });

  test("given up", async () => {
    const host = await serve(() => {});
    const moved = pingRegistry(host, { signal: AbortSignal.timeout(100) });
    await expect(moved).rejects.toMatchObject({ name: "TimeoutError" });
  });
});
