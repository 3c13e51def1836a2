import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { Readable } from "node:stream";
import { afterAll, beforeAll, expect, test } from "vitest";
import { handleApiRequest } from "#lib/api/handler";
import type { Context } from "#lib/auth/context";
import type { Build } from "#lib/builds/schemas";
import { env } from "#lib/env";
import type { Image } from "#lib/images/schemas";
import { createProject } from "#lib/projects/create-project";
import { saveUse } from "#lib/projects/save-use";
import { makeImage, makeOwner, teamOf } from "#lib/testing/make";
import { createToken } from "#lib/tokens/create-token";
import { getUseImage } from "#lib/use-image/get-use-image";
import { nonce, testRegistry } from "#worker/docker/test-engine";
import { buildToEnd, smallBase } from "#worker/testing-builds";
import { runProgram } from "#worker/testing-docker";
import { type RunningWorker, startWorker } from "#worker/worker";

let ctx: Context;
let worker: RunningWorker;
let image: Image;
let build: Build;
let server: Server;
let origin: string;
let folder: string;

beforeAll(async () => {
  env().BAKEHOUSE_REGISTRY = testRegistry();
  ctx = await makeOwner();
  worker = await startWorker({ dockerHost: process.env.DOCKER_HOST, concurrency: 1 });
  const dockerfile = `FROM ${await smallBase()}\nENV MADE=${nonce()}\nCMD ["/bin/sh"]\n`;
  image = await makeImage(ctx, { dockerfile });
  build = await buildToEnd(ctx, image);
  expect(build.status).toBe("succeeded");
  folder = mkdtempSync(`${tmpdir()}/use-image-`);
  server = createServer(async (request, response) => {
    const headers = new Headers(
      Object.entries(request.headers).map(([name, value]) => [name, String(value)]),
    );
    const answer = await handleApiRequest(new Request(`${origin}${request.url}`, { headers }));
    response.writeHead(answer.status, Object.fromEntries(answer.headers));
    if (answer.body) Readable.fromWeb(answer.body as never).pipe(response);
    else response.end();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(async () => {
  server?.close();
  await worker?.stop(0);
  if (folder) rmSync(folder, { recursive: true });
});

const textOf = async (id: string, asked = {}) => {
  const { tabs } = await getUseImage(ctx, { team: image.team, image: image.name, origin, ...asked });
  return tabs.find((tab) => tab.id === id)?.files[0]?.text ?? "";
};

test("the Docker tab's command starts the image in a terminal, with the directory inside", async () => {
  for (const [index, asked] of [{}, { channel: "latest" }, { version: 1 }].entries()) {
    // What it asks for, a terminal, is what script gives it.
    const typed = `echo "$MADE" > made-${index}; exit\n`;
    const command = await textOf("docker", asked);
    await runProgram("script", ["--quiet", "--return", "--command", command, "/dev/null"], {
      input: typed,
      cwd: folder,
    });
    expect(readFileSync(`${folder}/made-${index}`, "utf8")).toBe(
      `${build.config?.env.find((variable) => variable.startsWith("MADE="))?.slice(5)}\n`,
    );
  }
});

test("the Shell tab's script asks the API what the project gets and starts that, or says why not", async () => {
  const team = teamOf(ctx);
  await createProject(ctx, { team, name: "site", description: "" });
  await saveUse(ctx, {
    team,
    project: "site",
    use: "default",
    image: `${image.team}/${image.name}`,
    follows: { kind: "version", version: 1 },
    hold: null,
  });
  const { token } = await createToken(ctx, { team, name: "sandbox" });
  // Not every machine has curl, and the base image has: it is that one which asks.
  const bin = `${folder}/bin`;
  mkdirSync(bin);
  const base = process.env.BAKEHOUSE_TEST_BASE;
  if (!base) throw new Error("BAKEHOUSE_TEST_BASE is not set: this test needs a real base image");
  writeFileSync(
    `${bin}/curl`,
    `#!/bin/sh\nexec docker run --rm --interactive --network host ${base} curl "$@"\n`,
  );
  chmodSync(`${bin}/curl`, 0o755);
  const start = async (args: string[], secret = token) =>
    runProgram("bash", ["-c", await textOf("shell"), "sandbox.sh", ...args], {
      cwd: folder,
      env: { PATH: `${bin}:${process.env.PATH}`, BAKEHOUSE_TOKEN: secret, BAKEHOUSE_URL: "" },
    });

  const told = await start([
    `${team}/site`,
    "default",
    "/bin/sh",
    "-c",
    'echo "$MADE in $(pwd)"; cat made-0',
  ]);
  const made = readFileSync(`${folder}/made-0`, "utf8");
  expect(told).toBe(`${made.trim()} in /workspace\n${made}`);
  await expect(start([`${team}/other`])).rejects.toThrow(/gave no image for .*\/other: .*no such/);
  await expect(start([`${team}/site`, "gpu"])).rejects.toThrow(/gave no image/);
  await expect(start([`${team}/site`], "wrong")).rejects.toThrow(/gave no image/);
  await expect(start([`${team}/site`], "")).rejects.toThrow(/BAKEHOUSE_TOKEN/);
  await expect(start([])).rejects.toThrow(/Say which project/);
});
