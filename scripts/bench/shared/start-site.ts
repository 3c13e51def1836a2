import { createORPCClient } from "@orpc/client";
import type { BrowserContext } from "@playwright/test";
import type { ApiClient } from "#lib/api/client";
import { createApiLink } from "#lib/api/link";
import type { Context } from "#lib/auth/context";
import { db } from "#lib/db";
import { listener } from "#lib/live/listener";
import { makeImage, makeOwner, teamOf } from "#lib/testing/make";
import { endWorkerProcesses, startWorkerProcess, type WorkerProcess } from "#worker/testing-worker";
import { openBrowser } from "./open-browser.ts";
import { signInSomeone } from "./sign-in.ts";
import { startWebProcess, type WebProcess } from "./start-web-process.ts";

/** A site as it runs for people: web process, worker, someone's client and browser. */
export interface Site {
  web: WebProcess;
  worker: WorkerProcess;
  api: ApiClient;
  browser: BrowserContext;
  /** A new image of this Dockerfile, as its path in the API. */
  makeImage(dockerfile: string): Promise<{ team: string; image: string }>;
  close(): Promise<void>;
}

/** Starts all of it; the worker's engine is the environment's, or the given one. */
export async function startSite(engine?: string): Promise<Site> {
  const owner: Context = await makeOwner();
  const me = await signInSomeone();
  await db.member.create({ data: { userId: me.id, teamId: owner.teams[0]?.id ?? "", role: "maintainer" } });
  const web = await startWebProcess();
  const worker = await startWorkerProcess({
    BAKEHOUSE_WORKER_NAME: "bench",
    BAKEHOUSE_BUILD_CONCURRENCY: "2",
    ...(engine && { DOCKER_HOST: engine }),
  });
  const browser = await openBrowser(web.url, me);
  return {
    web,
    worker,
    browser,
    api: createORPCClient(createApiLink(web.url, { cookie: me.cookie, origin: web.url })),
    makeImage: async (dockerfile) => ({
      team: teamOf(owner),
      image: (await makeImage(owner, { dockerfile })).name,
    }),
    close: async () => {
      await browser.browser()?.close();
      await endWorkerProcesses();
      await web.stop();
      await Promise.all([listener().close(), db.$disconnect()]);
    },
  };
}
