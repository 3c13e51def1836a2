import { readdirSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { createTestDatabase, dropTestDatabase, testDatabaseUrl } from "#lib/testing/test-database";
import { readMigrations } from "../read-migrations.ts";
import { type Restored, restoreArchive } from "./restore-archive.ts";

const FOLDER = join(import.meta.dirname, "..", "..", "prisma", "upgrade");
const ARCHIVES = readdirSync(FOLDER).filter((name) => name.endsWith(".tar"));
const ORIGIN = "http://bakehouse.test";
/** Of the team media, good for the archives alone. */
const TOKEN = "bh_0iLhQnJ2stjyogrFPnoqmJhmRRulnr9mqAHat127NKo";

test("there is a database of an earlier release", () => {
  expect(ARCHIVES.length).toBeGreaterThan(0);
});

describe.each(ARCHIVES)("an instance that %s was made of", (archive) => {
  let name: string;
  let restored: Restored;
  let api: (path: string, headers: Record<string, string>) => Promise<{ status: number; body: never }>;
  let signIn: () => Promise<Response>;
  let parts: Awaited<ReturnType<typeof load>>;

  async function load() {
    const [handler, auth, claims, db, secrets, live, prepared, asks] = await Promise.all([
      import("#lib/api/handler"),
      import("#lib/auth/auth"),
      import("#lib/builds/claim-build"),
      import("#lib/db"),
      import("#lib/secrets/decrypt-secret"),
      import("#lib/live/listener"),
      import("#lib/prepared"),
      import("#lib/projects/count-asks"),
    ]);
    return { ...handler, ...auth, ...claims, ...db, ...secrets, ...live, ...prepared, ...asks };
  }

  beforeAll(async () => {
    name = await createTestDatabase();
    restored = await restoreArchive({
      file: join(FOLDER, archive),
      databaseUrl: testDatabaseUrl(name),
      replace: false,
      registryFolder: null,
      keepSecret: (secret) => {
        process.env.BAKEHOUSE_SECRET = secret;
        return () => {};
      },
    });
    process.env.DATABASE_URL = testDatabaseUrl(name);
    process.env.BAKEHOUSE_REGISTRY = restored.manifest.registryAddress;
    // What is loaded from here on reads the environment anew.
    vi.resetModules();
    Reflect.deleteProperty(globalThis, "bakehouseDb");
    parts = await load();
    api = async (path, headers) => {
      const request = new Request(`${ORIGIN}/api/v1${path}`, {
        headers: { host: "bakehouse.test", ...headers },
      });
      const response = await parts.handleApiRequest(request);
      return { status: response.status, body: (await response.json()) as never };
    };
    signIn = () =>
      parts.auth().handler(
        new Request(`${ORIGIN}/api/auth/sign-in/email`, {
          method: "POST",
          headers: { host: "bakehouse.test", origin: ORIGIN, "content-type": "application/json" },
          body: JSON.stringify({ email: "ada@example.com", password: "a long password" }),
        }),
      );
  });
  afterAll(async () => {
    await parts.flushAsks();
    await Promise.all([parts.db.$disconnect(), parts.listener().close(), parts.closePrepared()]);
    await dropTestDatabase(name);
  });

  test("is brought up to this release", async () => {
    const known = (await readMigrations()).migrationDirectories.map(({ path }) => path);
    expect([...restored.manifest.migrations, ...restored.upgraded]).toEqual(known);
    expect(`${restored.manifest.migrations.at(-1)}.tar`).toBe(archive);
  });

  test("lets people sign in as before, and lists all that there was", async () => {
    const response = await signIn();
    expect(response.status).toBe(200);
    const cookie = response.headers.get("set-cookie")?.split(";")[0] ?? "";
    const me = await api("/me", { cookie });
    expect(me.body).toMatchObject({ email: "ada@example.com", isAdmin: true });
    const lists: Record<string, number> = {
      "/teams": 2,
      "/images": 5,
      "/builds": 8,
      "/projects": 1,
      "/base-images": 1,
      "/audit": 20,
      "/teams/media/members": 3,
      "/teams/media/tokens": 1,
      "/teams/media/webhooks": 1,
      "/teams/maps/invitations": 1,
      "/teams/media/images/ffmpeg/versions": 2,
      "/teams/media/images/ffmpeg/channels": 2,
      "/teams/media/images/ffmpeg/channels/stable/moves": 3,
      "/teams/media/images/ffmpeg/builds": 5,
    };
    for (const [path, least] of Object.entries(lists)) {
      const { status, body } = await api(path, { cookie });
      expect(status, path).toBe(200);
      expect((body as { items: unknown[] }).items.length, path).toBeGreaterThanOrEqual(least);
    }
  });

  test("gives projects what they were given: by channel, by pin, by another team's share", async () => {
    const headers = { authorization: `Bearer ${TOKEN}` };
    const given = async (use: string) => (await api(`/projects/media/site/image?use=${use}`, headers)).body;
    expect(await given("default")).toMatchObject({ image: "media/ffmpeg", tag: "1.1" });
    expect(await given("pinned")).toMatchObject({ image: "media/ffmpeg", tag: "2.2" });
    expect(await given("maps")).toMatchObject({ image: "maps/gdal", tag: "1.1" });
    expect((await api("/teams/media/images/first-name", headers)).status).toBeLessThan(400);
  });

  test("has its logs, its secrets and its queue", async () => {
    const headers = { authorization: `Bearer ${TOKEN}` };
    const failed = await parts.db.build.findFirstOrThrow({
      where: { status: "failed", image: { name: "ffmpeg" } },
    });
    const { body } = await api(`/builds/${failed.id}`, headers);
    expect(body).toMatchObject({ error: { code: "apt-package-not-found" } });
    expect((body as { steps: unknown[] }).steps).toHaveLength(3);
    expect(await parts.db.logChunk.count()).toBeGreaterThan(10);
    const hook = await parts.db.webhook.findFirstOrThrow();
    expect(parts.decryptSecret(hook.secret, `webhook:${hook.id}`)).toMatch(/^whsec_/);
    const { id: workerId } = await parts.db.worker.create({ data: { name: "new" } });
    const waiting = await parts.claimBuild({ workerId, running: [] });
    expect(waiting?.image).toMatch(/ffmpeg|second-name/);
  });
});
