import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdtempSync } from "node:fs";
import { rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, expect, test, vi } from "vitest";
import { createFirstAdministrator } from "#lib/auth/create-first-administrator";
import { db } from "#lib/db";
import { createProject } from "#lib/projects/create-project";
import { saveUse } from "#lib/projects/save-use";
import { makeGoodBuild, makeImage } from "#lib/testing/make";
import type { Session } from "../context.ts";
import { ensurePostgres } from "../services/postgres.ts";
import { ensureRegistry, planRegistry } from "../services/registry.ts";
import { findProgram } from "../services/system-packages.ts";
import { secrets } from "../settings.ts";
import { testingSession } from "../testing-session.ts";

const run = promisify(execFile);
const PASSWORD = "a long password";
const sessions: Session[] = [];

afterAll(async () => {
  for (const session of sessions) {
    await session.stop(new Error("the test is over"));
    await rm(session.dataDir, { recursive: true, force: true });
  }
});

/** As on a machine where nothing of ours is set. */
async function withoutSettings<T>(work: () => Promise<T>): Promise<T> {
  const { DATABASE_URL, BAKEHOUSE_REGISTRY, DOCKER_HOST } = process.env;
  for (const name of ["DATABASE_URL", "BAKEHOUSE_REGISTRY", "DOCKER_HOST"]) delete process.env[name];
  try {
    return await work();
  } finally {
    Object.assign(process.env, { DATABASE_URL, BAKEHOUSE_REGISTRY, DOCKER_HOST });
  }
}

async function command(args: string[], env: Record<string, string | undefined>): Promise<string> {
  const {
    DATABASE_URL: _1,
    BAKEHOUSE_REGISTRY: _2,
    BAKEHOUSE_SECRET: _3,
    DOCKER_HOST: _4,
    INIT_CWD: _5,
    ...rest
  } = process.env;
  const main = join(import.meta.dirname, "..", "main.ts");
  const { stdout } = await run(process.execPath, [main, ...args], { env: { ...rest, ...env } });
  return stdout;
}

/** A manifest with one layer, as a push leaves it; returns its digest. */
async function push(registry: string, repository: string): Promise<string> {
  const sha256 = (bytes: Buffer) => `sha256:${createHash("sha256").update(bytes).digest("hex")}`;
  const base = `http://${registry}/v2/${repository}`;
  const upload = async (bytes: Buffer) => {
    const begun = await fetch(`${base}/blobs/uploads/`, { method: "POST" });
    const at = new URL(begun.headers.get("location") ?? "");
    at.searchParams.set("digest", sha256(bytes));
    const headers = { "content-type": "application/octet-stream" };
    expect((await fetch(at, { method: "PUT", body: new Uint8Array(bytes), headers })).status).toBe(201);
    return { digest: sha256(bytes), size: bytes.length };
  };
  const type = "application/vnd.docker.distribution.manifest.v2+json";
  const config = await upload(Buffer.from("{}"));
  const layer = await upload(Buffer.alloc(300_000, "layer"));
  const manifest = Buffer.from(
    JSON.stringify({
      schemaVersion: 2,
      mediaType: type,
      config: { mediaType: "application/vnd.docker.container.image.v1+json", ...config },
      layers: [{ mediaType: "application/vnd.docker.image.rootfs.diff.tar.gzip", ...layer }],
    }),
  );
  const put = { method: "PUT", body: new Uint8Array(manifest), headers: { "content-type": type } };
  expect((await fetch(`${base}/manifests/1.1`, put)).status).toBe(201);
  return sha256(manifest);
}

test.skipIf(!findProgram("docker-registry"))(
  "an instance moves to an empty machine by two commands: people, projects, images",
  async () => {
    const first = testingSession();
    sessions.push(first);
    const registry = await withoutSettings(async () => ensureRegistry(first, await planRegistry(first)));
    const { team } = await createFirstAdministrator({
      email: "ada@example.com",
      password: PASSWORD,
      team: "media",
    });
    const ada = await db.user.findFirstOrThrow();
    const { id } = await db.team.findFirstOrThrow();
    const ctx = {
      actor: { kind: "user" as const, id: ada.id, name: ada.name, email: ada.email, isAdmin: true },
      teams: [{ id, name: team, role: "owner" as const }],
    };
    const image = await makeImage(ctx, { name: "tools" });
    const build = await makeGoodBuild(image);
    const digest = await push(registry, "media/tools");
    await db.build.update({ where: { id: build.id }, data: { digest } });
    await createProject(ctx, { team, name: "site", description: "" });
    const follows = { kind: "channel" as const, channel: "latest" };
    await saveUse(ctx, { team, project: "site", use: "default", image: "media/tools", follows, hold: null });

    const file = join(first.dataDir, "moved.tar");
    const { DATABASE_URL, BAKEHOUSE_SECRET = "" } = process.env;
    const said = await command(["backup", file], {
      BAKEHOUSE_DATA_DIR: first.dataDir,
      DATABASE_URL,
      BAKEHOUSE_SECRET,
    });
    expect(said).toContain("Keep it secret");
    await first.stop(new Error("this machine is gone"));

    const dataDir = mkdtempSync(join(tmpdir(), "bakehouse-"));
    expect(await command(["restore", file], { BAKEHOUSE_DATA_DIR: dataDir })).toContain("each counted");

    const second = testingSession(dataDir);
    sessions.push(second);
    expect(secrets(second).app).toBe(BAKEHOUSE_SECRET);
    const [url, address] = await withoutSettings(async () => [
      await ensurePostgres(second),
      await ensureRegistry(second, await planRegistry(second)),
    ]);
    expect(address).toBe(registry);
    const given = await askAsAda(url, address);
    expect(given).toMatchObject({
      image: "media/tools",
      tag: "1.1",
      reference: `${address}/media/tools@${digest}`,
    });
    const there = await fetch(`http://${address}/v2/media/tools/manifests/${digest}`, {
      headers: { accept: "application/vnd.docker.distribution.manifest.v2+json" },
    });
    expect(there.headers.get("docker-content-digest")).toBe(digest);
    const [layer] = ((await there.json()) as { layers: { digest: string; size: number }[] }).layers;
    const bytes = await fetch(`http://${address}/v2/media/tools/blobs/${layer?.digest}`);
    expect((await bytes.arrayBuffer()).byteLength).toBe(layer?.size);
  },
  120_000,
);

/** Signs in to the instance at this database, and asks what the project is given. */
async function askAsAda(databaseUrl: string, registry: string): Promise<unknown> {
  const before = { ...process.env };
  Object.assign(process.env, { DATABASE_URL: databaseUrl, BAKEHOUSE_REGISTRY: registry });
  const tests = (globalThis as { bakehouseDb?: unknown }).bakehouseDb;
  // What is loaded from here on reads the environment anew.
  vi.resetModules();
  Reflect.deleteProperty(globalThis, "bakehouseDb");
  const [{ handleApiRequest }, { auth }, other, asks, prepared] = await Promise.all([
    import("#lib/api/handler"),
    import("#lib/auth/auth"),
    import("#lib/db"),
    import("#lib/projects/count-asks"),
    import("#lib/prepared"),
  ]);
  const origin = "http://bakehouse.test";
  const signedIn = await auth().handler(
    new Request(`${origin}/api/auth/sign-in/email`, {
      method: "POST",
      headers: { host: "bakehouse.test", origin, "content-type": "application/json" },
      body: JSON.stringify({ email: "ada@example.com", password: PASSWORD }),
    }),
  );
  const cookie = signedIn.headers.get("set-cookie")?.split(";")[0] ?? "";
  const request = new Request(`${origin}/api/v1/projects/media/site/image`, {
    headers: { host: "bakehouse.test", cookie },
  });
  const answer = await (await handleApiRequest(request)).json();
  await asks.flushAsks();
  await Promise.all([other.db.$disconnect(), prepared.closePrepared()]);
  Object.assign(process.env, before);
  vi.resetModules();
  Object.assign(globalThis, { bakehouseDb: tests });
  return answer;
}
