import { expect, test } from "vitest";
import type { Change } from "#lib/api/contract/live";
import type { Context } from "#lib/auth/context";
import { db } from "#lib/db";
import { watchChanges } from "#lib/live/watch-changes";
import { countUnreadNotices } from "#lib/notices/count-unread-notices";
import { createNotices } from "#lib/notices/create-notices";
import { listNotices } from "#lib/notices/list-notices";
import { markNoticesRead } from "#lib/notices/mark-notices-read";
import { getNoticeSettings, updateNoticeSettings } from "#lib/notices/notice-settings";
import { makeOwner } from "#lib/testing/make";

const list = async (ctx: Context, unread = false) => (await listNotices(ctx, { limit: 50, unread })).items;

async function give(ctx: Context, ...texts: string[]) {
  for (const text of texts) {
    await createNotices(db, [ctx.actor.id], { kind: "build.failed", text, path: "/builds/1" });
  }
}

test("notices are read one by one, or all", async () => {
  const ctx = await makeOwner();
  await give(ctx, "one", "two", "three");
  const notices = await list(ctx);
  expect(notices.map(({ text, readAt }) => [text, readAt])).toEqual([
    ["three", null],
    ["two", null],
    ["one", null],
  ]);
  expect(await countUnreadNotices(ctx)).toEqual({ count: 3 });
  await markNoticesRead(ctx, { ids: [notices[1]?.id ?? "", "nonsense"] });
  expect((await list(ctx, true)).map(({ text }) => text)).toEqual(["three", "one"]);
  await markNoticesRead(ctx, {});
  expect(await countUnreadNotices(ctx)).toEqual({ count: 0 });
  expect(await list(ctx)).toHaveLength(3);
});

test("each has their own, and cannot touch others'", async () => {
  const [ctx, other] = await Promise.all([makeOwner(), makeOwner()]);
  await give(ctx, "mine");
  const [notice] = await list(ctx);
  expect(await list(other)).toEqual([]);
  await markNoticesRead(other, { ids: [notice?.id ?? ""] });
  await markNoticesRead(other, {});
  expect(await countUnreadNotices(ctx)).toEqual({ count: 1 });
});

test("pages follow each other", async () => {
  const ctx = await makeOwner();
  await give(ctx, "one", "two", "three");
  const first = await listNotices(ctx, { limit: 2, unread: false });
  const second = await listNotices(ctx, { limit: 2, unread: false, cursor: first.nextCursor ?? "" });
  expect([...first.items, ...second.items].map(({ text }) => text)).toEqual(["three", "two", "one"]);
  expect(second.nextCursor).toBeNull();
});

test("what one does not want to hear of is chosen, and chosen back", async () => {
  const ctx = await makeOwner();
  expect(await getNoticeSettings(ctx)).toEqual({ muted: [] });
  await updateNoticeSettings(ctx, { muted: ["webhook.disabled", "build.failed"] });
  expect(await getNoticeSettings(ctx)).toEqual({ muted: ["build.failed", "webhook.disabled"] });
  await give(ctx, "unheard");
  await updateNoticeSettings(ctx, { muted: [] });
  await give(ctx, "heard");
  expect((await list(ctx)).map(({ text }) => text)).toEqual(["heard"]);
});

test("a team's token has no notices", async () => {
  const ctx: Context = { actor: { kind: "token", id: "t", name: "ci" }, teams: [] };
  const forbidden = { code: "forbidden" };
  await expect(list(ctx)).rejects.toMatchObject(forbidden);
  await expect(countUnreadNotices(ctx)).rejects.toMatchObject(forbidden);
  await expect(markNoticesRead(ctx, {})).rejects.toMatchObject(forbidden);
  await expect(getNoticeSettings(ctx)).rejects.toMatchObject(forbidden);
  await expect(updateNoticeSettings(ctx, { muted: [] })).rejects.toMatchObject(forbidden);
});

test("a notice is told live to its person and to nobody else", async () => {
  const [ctx, other] = await Promise.all([makeOwner(), makeOwner()]);
  const controller = new AbortController();
  const seen = { mine: [] as Change[], theirs: [] as Change[] };
  const watch = async (who: Context, into: Change[]) => {
    for await (const { event } of watchChanges(who, controller.signal)) into.push(event);
  };
  const watching = [watch(ctx, seen.mine), watch(other, seen.theirs)];
  // The subscription stands once the listener is connected.
  await new Promise((resolve) => setTimeout(resolve, 300));
  await give(ctx, "one");
  await expect.poll(() => seen.mine).toEqual([{ kind: "notices", user: ctx.actor.id }]);
  controller.abort();
  await Promise.all(watching);
  expect(seen.theirs).toEqual([]);
});
