import { setTimeout as sleep } from "node:timers/promises";
import { expect } from "vitest";
import type { Context } from "#lib/auth/context";
import { requestBuild } from "#lib/builds/request-build";
import type { Build } from "#lib/builds/schemas";
import { db } from "#lib/db";
import { env } from "#lib/env";
import { makeImage } from "#lib/testing/make";
import { headDigest } from "#worker/docker/registry-client";
import { countRunning, nonce, testRegistry } from "#worker/docker/test-engine";
import { ended, smallBase, until } from "#worker/testing-builds";
import { type HeldRegistry, heldRegistry } from "#worker/testing-registry";

/** Those that are built first: then they take up none of the places that two builds at once have. */
export const PHASES_AT_WORK = ["pushing", "recording", "resolving", "building"] as const;

/** A build that comes to a phase and stays there, as long as the door is shut. */
export interface Held {
  phase: (typeof PHASES_AT_WORK)[number] | "queued";
  id: string;
  name: string;
  /** Known by it among all processes. */
  seconds: string;
  /** What its RUN does: sleeps for so many seconds when it is to be in the phase "building", unless it was asked for else. */
  run: string;
}

/** For tests: builds that are held in a phase by a registry with a door. */
export interface PhasedBuilds {
  /** host:port of the registry; a worker in a process of its own needs it as BAKEHOUSE_REGISTRY. */
  registry: string;
  /** A base that is never held back. */
  base: string;
  /** From now on, what is asked for stays in its phase. */
  shut: () => void;
  /** Shuts it to other requests instead. */
  hold: HeldRegistry["hold"];
  /** Lets all go on. */
  open: () => void;
  /** @param sleeps what the RUN of one that is to be in the phase "building" does */
  request: (phase: Held["phase"], sleeps?: (seconds: string) => string) => Promise<Held>;
}

/** The catalogue and the workers of this process know the registry by the door alone from then on. */
export async function phasedBuilds(ctx: Context): Promise<PhasedBuilds> {
  const door = await heldRegistry();
  env().BAKEHOUSE_REGISTRY = door.host;
  const base = await smallBase();
  const slow = `${door.host}/bakehouse-test/base:latest`;
  let builds: Held[] = [];
  return {
    registry: door.host,
    base,
    hold: door.hold,
    open: door.release,
    shut: () => {
      builds = [];
      door.hold(({ method, url }) => {
        if (url.includes("/bakehouse-test/base/manifests/")) return true;
        const one = builds.find(({ name }) => url.includes(`/${name}/`));
        if (one?.phase === "pushing") return method === "POST" && url.includes("/blobs/uploads");
        return one?.phase === "recording" && method === "PUT" && url.endsWith("/manifests/1.1");
      });
    },
    request: async (phase, sleeps = sleepOnce) => {
      const seconds = `100.${Math.floor(Math.random() * 90_000 + 10_000)}`;
      const run = phase === "building" ? sleeps(seconds) : `echo ${nonce()}`;
      const from = phase === "resolving" ? slow : base;
      const dockerfile = `FROM ${from}\nRUN ${run} && echo made ${nonce()}\n`;
      const image = await makeImage(ctx, { dockerfile });
      const held: Held = { phase, id: "", name: image.name, seconds, run };
      builds.push(held);
      held.id = (await requestBuild(ctx, { team: image.team, image: image.name })).id;
      return held;
    },
  };
}

/** Sleeps when it is run first, and not again. */
function sleepOnce(seconds: string): string {
  const mount = `--mount=type=cache,id=${nonce()},target=/been`;
  return `${mount} if [ -e /been/here ]; then echo again; else : > /been/here; sleep ${seconds}; fi`;
}

/** Waits until each of these is in its phase. */
export async function bringTo(ctx: Context, ...builds: Held[]): Promise<void> {
  for (const { id, phase, seconds, run } of builds) {
    const build = await until(ctx, id, (one) => arrived(one, phase));
    expect(build, phase).toMatchObject(
      phase === "queued" ? { status: "queued" } : { status: "running", phase },
    );
    // Where its step has begun, its shell may still have to say that it was there, and sleep.
    if (run.includes(`sleep ${seconds}`))
      await expect.poll(() => countRunning("sleep", seconds), { timeout: 20_000 }).toBe(1);
  }
  await sleep(300);
}

export function arrived(build: Build, phase: Held["phase"]): boolean {
  if (phase === "queued") return build.status === "queued";
  if (build.phase !== phase) return false;
  return (
    phase !== "building" || build.steps.some(({ name, startedAt }) => name.startsWith("RUN") && startedAt)
  );
}

/** What must hold of a build whatever became of its workers: one success, one digest under each of its tags. */
export async function expectPublishedOnce(
  ctx: Context,
  { id, name, phase }: Held,
  attempt: number,
): Promise<void> {
  const build = await ended(ctx, id);
  expect(build, `${phase}: ${JSON.stringify(build.error)}`).toMatchObject({
    status: "succeeded",
    tag: "1.1",
    attempt,
  });
  const repository = `${testRegistry()}/${build.team}/${name}`;
  for (const tag of ["1.1", "1", "latest"]) {
    expect(await headDigest(`${repository}:${tag}`), `${phase} :${tag}`).toBe(build.digest);
  }
  const target = `${build.team}/${name}:1.1`;
  expect(await db.auditEvent.count({ where: { action: "build.succeed", target } }), phase).toBe(1);
  expect(await db.channelMove.count({ where: { toBuildId: id } }), phase).toBe(1);
  // Nobody may be left to find an attempt's own tag.
  await expect
    .poll(() => headDigest(`${repository}:_1.1-attempt-${attempt}`), { timeout: 10_000 })
    .toBeNull();
  const steps = build.steps.map((step) => step.attempt);
  expect(steps).toEqual(steps.toSorted());
}
