import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { env } from "#lib/env";
import { makeImage, makeOwner } from "#lib/testing/make";
import { connectEngine } from "#worker/docker/connect-engine";
import { describeEngine } from "#worker/docker/describe-engine";
import { readEngineTls } from "#worker/docker/engine-tls";
import { closedPort, nonce } from "#worker/docker/test-engine";
import { buildToEnd, logOf, smallBase } from "#worker/testing-builds";
import { type ExtraEngine, extraEngine, mayStartEngines } from "#worker/testing-extra-engine";
import { startWorker } from "#worker/worker";
import { askEngine } from "../../scripts/services/ask-engine.ts";

if (!mayStartEngines) console.warn("Not tried, as only root can: an engine that is reached over TLS.");

const folder = mkdtempSync(join(tmpdir(), "engine-tls-"));
const at = (DOCKER_CERT_PATH: string) => ({ DOCKER_TLS_VERIFY: "1", DOCKER_CERT_PATH });

afterAll(() => rmSync(folder, { recursive: true }));

const openssl = (...args: string[]) => execFileSync("openssl", args, { stdio: "pipe" });

/** A folder as DOCKER_CERT_PATH names one, signed by an authority of its own: for a server on 127.0.0.1 and a client. */
function makeCertificates(name: string): string {
  const into = join(folder, name);
  mkdirSync(into);
  const [authority, key] = [join(into, "ca-key.pem"), join(into, "key.pem")];
  const made = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"];
  const ca = join(into, "ca.pem");
  openssl("req", "-x509", ...made, "-keyout", authority, "-out", ca, "-subj", `/CN=${name}`, "-days", "2");
  openssl("req", ...made, "-keyout", key, "-out", join(into, "request"), "-subj", "/CN=engine");
  writeFileSync(join(into, "names"), "subjectAltName=IP:127.0.0.1\nextendedKeyUsage=serverAuth,clientAuth\n");
  const signed = ["-CA", ca, "-CAkey", authority, "-CAcreateserial", "-days", "2"];
  const [request, names, cert] = ["request", "names", "cert.pem"].map((file) => join(into, file)) as [
    string,
    string,
    string,
  ];
  openssl("x509", "-req", "-in", request, ...signed, "-extfile", names, "-out", cert);
  return into;
}

test("without DOCKER_TLS_VERIFY there is none, and a file that is missing is named", () => {
  expect(readEngineTls({ DOCKER_CERT_PATH: "/nonesuch" })).toBeNull();
  expect(() => readEngineTls(at("/nonesuch"))).toThrow(
    "DOCKER_TLS_VERIFY is set and /nonesuch/ca.pem cannot be read (ENOENT)",
  );
});

describe.skipIf(!mayStartEngines)("an engine that is reached over TLS", () => {
  let engine: ExtraEngine;
  let address: string;
  let good: string;
  let other: string;

  beforeAll(async () => {
    [good, other] = [makeCertificates("good"), makeCertificates("other")];
    address = `tcp://${await closedPort()}`;
    const [ca, cert, key] = ["ca", "cert", "key"].map(
      (name) => `--tls${name === "ca" ? "cacert" : name}=${join(good, `${name}.pem`)}`,
    ) as [string, string, string];
    engine = await extraEngine({ args: [`--host=${address}`, "--tlsverify", ca, cert, key] });
  });
  afterAll(() => engine.remove());

  test("builds and pushes for who is known to it", async () => {
    Object.assign(env(), at(good));
    const worker = await startWorker({ dockerHost: address, concurrency: 1, name: nonce() });
    try {
      const ctx = await makeOwner();
      const image = await makeImage(ctx, {
        dockerfile: `FROM ${await smallBase()}\nRUN echo over TLS ${nonce()}\n`,
      });
      const build = await buildToEnd(ctx, image);
      expect(build, JSON.stringify(build.error)).toMatchObject({
        status: "succeeded",
        tags: ["1", "latest"],
      });
      expect(await logOf(ctx, build.id)).toContain("over TLS");
    } finally {
      await worker.stop(0);
      Object.assign(env(), { DOCKER_TLS_VERIFY: undefined, DOCKER_CERT_PATH: undefined });
    }
  });

  test("is found by npm start, by the environment's own names", async () => {
    const before = { ...process.env };
    try {
      Object.assign(process.env, at(good));
      expect(await askEngine(address)).toEqual({ version: engine.version, problem: null });
      Object.assign(process.env, at("/nonesuch"));
      expect(await askEngine(address)).toMatchObject({
        problem: expect.stringContaining("/nonesuch/ca.pem"),
      });
    } finally {
      process.env = before;
    }
  });

  test("is not taken for ours when another authority has signed it, nor we by it, and plain HTTP says what is wrong", async () => {
    const describeBy = (certificates: string) =>
      describeEngine(connectEngine(address, readEngineTls(at(certificates))));
    await expect(describeBy(other)).rejects.toMatchObject({
      code: "unreachable",
      message: expect.stringMatching(/certificate/),
    });
    const stranger = join(folder, "stranger");
    cpSync(other, stranger, { recursive: true });
    cpSync(join(good, "ca.pem"), join(stranger, "ca.pem"));
    await expect(describeBy(stranger)).rejects.toMatchObject({ code: "unreachable" });
    await expect(describeEngine(connectEngine(address))).rejects.toThrow(/HTTP request to an HTTPS server/);
  });
});
