import { createRouterClient } from "@orpc/server";
import { QueryClient } from "@tanstack/react-query";
import { afterEach, expect, test, vi } from "vitest";
import { LiveChanges } from "#components/shell/live-changes";
import { orpc } from "#lib/api/query";
import { router } from "#lib/api/router";
import type { Context } from "#lib/auth/context";
import { db } from "#lib/db";
import { updateImage } from "#lib/images/update-image";
import { changeLog } from "#lib/live/change-log";
import { createProject } from "#lib/projects/create-project";
import { makeImage, makeOwner, teamOf } from "#lib/testing/make";

type Api = ConstructorParameters<typeof LiveChanges>[0];

const open: LiveChanges[] = [];
afterEach(() => {
  for (const live of open.splice(0)) live.stop();
});

const LISTS = {
  images: orpc.images.key(),
  projects: orpc.projects.key(),
  baseImages: orpc.baseImages.key(),
};

/** A page that has read three lists, and what it is to fetch again. */
async function readPage(ctx: Context) {
  // Until the process listens, nobody knows what came after an id.
  (await changeLog().watch(undefined, () => {})).stop();
  const readAfter = changeLog().newest();
  const queryClient = new QueryClient();
  for (const key of Object.values(LISTS)) queryClient.setQueryData(key, "read");
  const api = createRouterClient(router, { context: { identify: async () => ctx } }).live as unknown as Api;
  const live = new LiveChanges(api, queryClient, readAfter);
  open.push(live);
  const stale = () =>
    Object.entries(LISTS)
      .filter(([, key]) => queryClient.getQueryState(key)?.isInvalidated)
      .map(([name]) => name);
  const fetched = () => {
    for (const key of Object.values(LISTS)) queryClient.setQueryData(key, "fetched");
  };
  return { live, stale, fetched, api, queryClient, readAfter };
}

const aWhile = () => new Promise((resolve) => setTimeout(resolve, 800));

test("what a page has just read is not fetched again when the stream connects", async () => {
  const ctx = await makeOwner();
  const { live, stale } = await readPage(ctx);
  live.start();
  await aWhile();
  expect(stale()).toEqual([]);
  // It does listen.
  await createProject(ctx, { team: teamOf(ctx), name: "site", description: "" });
  await expect.poll(stale).toEqual(["projects"]);
});

test("what changed since the page was read, and while nobody listened, is fetched again, and only that", async () => {
  const ctx = await makeOwner();
  const { live, stale, fetched } = await readPage(ctx);
  await createProject(ctx, { team: teamOf(ctx), name: "site", description: "" });
  live.start();
  await expect.poll(stale).toEqual(["projects"]);

  const image = await makeImage(ctx);
  await expect.poll(stale).toEqual(["images", "projects"]);
  live.stop();
  fetched();
  live.start();
  await aWhile();
  expect(stale()).toEqual([]);

  live.stop();
  await updateImage(ctx, { team: image.team, image: image.name, description: "Another" });
  live.start();
  await expect.poll(stale).toEqual(["images", "projects"]);
});

test("after a break in which changes may have been missed, all is fetched again", async () => {
  const ctx = await makeOwner();
  const { live, stale } = await readPage(ctx);
  live.start();
  await db.$executeRaw`
    SELECT pg_terminate_backend(pid) FROM pg_stat_activity
    WHERE application_name = 'bakehouse-listener' AND datname = current_database()`;
  await expect.poll(stale, { timeout: 5000 }).toEqual(["images", "projects", "baseImages"]);
});

test("a stream that died without a word is opened anew after a silence, from where it was", async () => {
  const ctx = await makeOwner();
  const { stale, api, queryClient, readAfter } = await readPage(ctx);
  let opened = 0;
  const deadAtFirst = (async (input, options) => {
    opened += 1;
    return opened > 1 ? api.changes(input, options) : deaf(options?.signal);
  }) as Api["changes"];
  vi.useFakeTimers({ toFake: ["Date", "setInterval", "clearInterval"] });
  try {
    const live = new LiveChanges({ changes: deadAtFirst }, queryClient, readAfter);
    open.push(live);
    live.start();
    await createProject(ctx, { team: teamOf(ctx), name: "site", description: "" });
    vi.advanceTimersByTime(50_000);
    await aWhile();
    expect([opened, stale()]).toEqual([1, []]);
    vi.advanceTimersByTime(20_000);
    await vi.waitFor(() => expect([opened, stale()]).toEqual([2, ["projects"]]), 5000);
    expect(live.isAway()).toBe(false);
  } finally {
    vi.useRealTimers();
  }
});

/** As a connection whose other end is gone: nothing comes, until one hangs up. */
async function* deaf(signal?: AbortSignal): AsyncGenerator<never> {
  await new Promise((_, reject) => signal?.addEventListener("abort", () => reject(signal.reason)));
}
