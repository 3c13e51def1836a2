import { execFileSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { mkdirSync, mkdtempSync, rmSync, statfsSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { DATABASE_FULL } from "#lib/database-away";
import { type TestingPostgres, testingPostgres } from "../testing-postgres.ts";

const SIZE = "256m";
const ORIGIN = "http://bakehouse.test";

const disk = mountSmallDisk();
if (!disk) console.warn("NOT TESTED: a full disk. Only root may mount a small one.");

/** A disk that is soon full, or null where none may be mounted. */
function mountSmallDisk(): string | null {
  const folder = join(mkdtempSync(join(tmpdir(), "bakehouse-disk-")), "small");
  mkdirSync(folder);
  try {
    execFileSync("mount", ["-t", "tmpfs", "-o", `size=${SIZE}`, "tmpfs", folder], { stdio: "ignore" });
    return folder;
  } catch {
    return null;
  }
}

describe.skipIf(!disk)("on a disk without room", () => {
  const folder = disk as string;
  const filler = join(folder, "filler");
  let postgres: TestingPostgres;
  let parts: Awaited<ReturnType<typeof load>>;
  let token: string;

  async function load() {
    const [handler, auth, made, tokens, health] = await Promise.all([
      import("#lib/api/handler"),
      import("#lib/auth/create-first-administrator"),
      import("#lib/db"),
      import("#lib/tokens/create-token"),
      import("#lib/auth/handle-auth-request"),
    ]);
    return { ...handler, ...auth, ...made, ...tokens, ...health };
  }

  beforeAll(async () => {
    // Once mounted, it is everyone's to enter: PostgreSQL does not run as root.
    postgres = await testingPostgres(folder);
    process.env.DATABASE_URL = postgres.url;
    vi.resetModules();
    Reflect.deleteProperty(globalThis, "bakehouseDb");
    parts = await load();
    await parts.createFirstAdministrator({
      email: "ada@example.com",
      password: "a long password",
      team: "media",
    });
    const ada = await parts.db.user.findFirstOrThrow();
    const ctx = {
      actor: { kind: "user" as const, id: ada.id, name: ada.name, email: ada.email, isAdmin: true },
      teams: [],
    };
    ({ token } = await parts.createPersonalToken(ctx, { name: "test", role: "owner" }));
  }, 90_000);
  afterAll(async () => {
    await parts?.db.$disconnect();
    await postgres?.end();
    execFileSync("umount", [folder]);
    rmSync(join(folder, ".."), { recursive: true });
  });

  async function api(method: string, path: string, body?: unknown) {
    const headers = {
      host: "bakehouse.test",
      authorization: `Bearer ${token}`,
      "content-type": "application/json",
    };
    const response = await parts.handleApiRequest(
      new Request(`${ORIGIN}/api/v1${path}`, {
        method,
        headers,
        body: body ? JSON.stringify(body) : undefined,
      }),
    );
    return { status: response.status, body: (await response.json()) as Record<string, unknown> };
  }

  function fill(): void {
    try {
      for (const size of [1024 * 1024, 4096]) {
        for (;;) {
          const { bavail, bsize } = statfsSync(folder);
          if (bavail * bsize < size) break;
          writeFileSync(filler, Buffer.alloc(size), { flag: "a" });
        }
      }
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "ENOSPC") throw error;
    }
  }

  /** Text that does not compress. */
  const dockerfile = () =>
    `FROM codex-base:latest\n${Array.from({ length: 40 }, () => `# ${randomBytes(500).toString("base64")}`).join("\n")}\n`;
  const save = (n: number) =>
    api("POST", "/teams/media/images", {
      name: `image-${n}`,
      description: "",
      dockerfile: dockerfile(),
      message: "",
    });

  test("what cannot be saved is refused with the reason, what is there can be read, and with room all goes on", async () => {
    expect((await save(0)).status).toBe(201);
    expect((await api("GET", "/health")).body).toMatchObject({ database: "ok" });
    fill();
    const answers: { status: number; body: Record<string, unknown> }[] = [];
    while (answers.length < 200 && answers.at(-1)?.status !== 503)
      answers.push(await save(answers.length + 1));
    expect(answers.at(-1)).toMatchObject({ status: 503, body: { detail: DATABASE_FULL } });
    expect(answers.filter(({ status }) => status !== 201 && status !== 503)).toEqual([]);

    expect((await api("GET", "/images")).body.items).toHaveLength(Math.min(answers.length, 50));
    await vi.waitFor(
      async () =>
        expect((await api("GET", "/health")).body).toMatchObject({ database: "full", status: "degraded" }),
      { timeout: 5000 },
    );
    const details = await api("GET", "/health/details");
    expect(details.body).toMatchObject({ database: { condition: "full" } });
    expect(details.body.problems).toContainEqual({ text: DATABASE_FULL, level: "stopped" });

    rmSync(filler);
    expect((await save(300)).status).toBe(201);
    await vi.waitFor(
      async () => expect((await api("GET", "/health")).body).toMatchObject({ database: "ok" }),
      { timeout: 5000 },
    );
  }, 60_000);
});
