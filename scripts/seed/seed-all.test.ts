import { expect, test } from "vitest";
import { db } from "#lib/db";
import { seedAll } from "./seed-all.ts";

const SMALL = { teams: 8, people: 20, images: 60, builds: 400, projects: 20, longLines: 1200 };

test("makes what it says, consistent, and lets in only who is named", async () => {
  await db.user.create({ data: { id: "someone", name: "Someone", email: "someone@example.com" } });
  const { longBuild } = await seedAll(process.env.DATABASE_URL ?? "", SMALL, ["someone@example.com"]);

  expect(await db.image.count()).toBe(SMALL.images + 1);
  expect(await db.build.count()).toBe(SMALL.builds + 1);
  expect(await db.project.count()).toBe(SMALL.projects);
  expect(await db.build.count({ where: { status: { in: ["queued", "running"] } } })).toBe(0);
  expect(await db.account.count()).toBe(0);
  expect(await db.member.count({ where: { userId: "someone" } })).toBe(SMALL.teams);
  const chunks = await db.logChunk.findMany({ where: { buildId: longBuild }, orderBy: { firstLine: "asc" } });
  expect(chunks.reduce((sum, { lines }) => sum + lines.length, 0)).toBe(SMALL.longLines);
  const latest = await db.image.findMany({
    where: { latestBuildId: { not: null } },
    select: { id: true, latestBuild: { select: { imageId: true, status: true } } },
  });
  expect(
    latest.every(({ id, latestBuild }) => latestBuild?.imageId === id && latestBuild.status === "succeeded"),
  ).toBe(true);

  await expect(seedAll(process.env.DATABASE_URL ?? "", SMALL, [])).rejects.toThrow("duplicate key");
});
