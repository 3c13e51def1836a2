import type { Context } from "#lib/auth/context";
import { followBuild } from "#lib/builds/follow-build";
import { getBuild } from "#lib/builds/get-build";
import { readLogText } from "#lib/builds/read-log";
import { requestBuild } from "#lib/builds/request-build";
import type { Build } from "#lib/builds/schemas";
import type { Image } from "#lib/images/schemas";
import { inspectImage } from "#worker/docker/inspect-image";
import { pushImage } from "#worker/docker/push-image";
import { testBase, testEngine, testRegistry } from "#worker/docker/test-engine";

const FINAL = ["succeeded", "failed", "canceled"];

/** For tests: the build once `when` holds or it has ended, by following it as a page does. */
export async function until(ctx: Context, id: string, when: (build: Build) => boolean): Promise<Build> {
  const before = await getBuild(ctx, { id });
  if (when(before)) return before;
  for await (const { event } of followBuild(ctx, id, 0, AbortSignal.timeout(90_000))) {
    if (event.type === "log") continue;
    const build = await getBuild(ctx, { id });
    if (when(build)) return build;
  }
  return getBuild(ctx, { id });
}

/** For tests: the build when it has ended. */
export function ended(ctx: Context, id: string): Promise<Build> {
  return until(ctx, id, ({ status }) => FINAL.includes(status));
}

/** For tests: asks for a build of the newest version, or another, and waits for its end. */
export async function buildToEnd(ctx: Context, image: Image, version?: number): Promise<Build> {
  const { id } = await requestBuild(ctx, { team: image.team, image: image.name, version });
  return ended(ctx, id);
}

/** For tests: the whole log, with its colours and progress. */
export async function logOf(ctx: Context, id: string): Promise<string> {
  return (await Array.fromAsync(readLogText(ctx, { id, raw: true }))).join("");
}

/** For tests: the small base, where a Dockerfile's FROM finds it. Other tests may move what `latest` names. */
export async function smallBase(tag = "latest"): Promise<string> {
  const engine = testEngine();
  const { imageId } = await inspectImage(engine, await testBase(engine));
  const reference = `${testRegistry()}/bakehouse-test/base:${tag}`;
  await Array.fromAsync(pushImage(engine, imageId, reference));
  return reference;
}
