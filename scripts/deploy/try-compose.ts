import { mkdtempSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { Context } from "../context.ts";
import { SetupError } from "../setup-error.ts";
import { step } from "../step.ts";
import { type Attempt, deploymentEnvironment } from "./attempt.ts";
import type { DockerClient } from "./docker-client.ts";
import { dockerfile, expectPublished, expectTold } from "./judge-build.ts";
import { signIn, until } from "./site.ts";

const WORKERS = 3;
const PER_WORKER = 2;

/** Brings docker-compose.yml up for real, and judges builds that run through a restart and on three workers. */
export async function tryCompose(ctx: Context, attempt: Attempt): Promise<void> {
  const { docker, port, registry } = attempt;
  const env = { ...deploymentEnvironment(attempt), COMPOSE_PROJECT_NAME: `verify${process.pid}` };
  // Not this checkout's own .env.
  const compose: DockerClient = (args, options) =>
    docker(["compose", "--env-file", "/dev/null", ...args], { env, ...options });
  const folder = mkdtempSync(join(ctx.dataDir, "backup-"));
  try {
    await step(ctx, "docker compose up", () => compose(["up", "--detach"]));
    const site = await step(ctx, "site answers, administrator signed in", () =>
      signIn(`http://127.0.0.1:${port}`),
    );
    // As in the file's first lines: the site knows of it before it is there.
    await attempt.pushBase();
    const first = await step(ctx, "a build through the API", async () =>
      expectPublished(site, registry, await site.build("first", dockerfile("first", 2))),
    );
    await step(ctx, "the worker sees how much room its engine has", () =>
      until("room on the disk", site.workers, ({ items }) => (items[0]?.details?.diskBytes ?? 0) > 0),
    );
    await step(ctx, "docker compose restart while one builds", async () => {
      const build = await site.build("restarted", dockerfile("restarted", 25));
      await expectTold(site, build, "restarted 2");
      await compose(["restart"]);
      await expectPublished(site, registry, build);
    });
    await step(ctx, `three workers, ${WORKERS * PER_WORKER} builds at once`, async () => {
      await compose(["up", "--detach", "--no-recreate", "--scale", `worker=${WORKERS}`]);
      await until("three workers", site.health, ({ workers }) => workers === WORKERS);
      const names = Array.from({ length: WORKERS * PER_WORKER }, (_, index) => `wide-${index + 1}`);
      const builds = await Promise.all(names.map((name) => site.build(name, dockerfile(name, 12))));
      const all = () => Promise.all(builds.map(site.get));
      await until("all running at once", all, (now) => now.every(({ status }) => status === "running"));
      await Promise.all(builds.map((build) => expectPublished(site, registry, build)));
    });
    await step(ctx, "all containers healthy", () =>
      until(
        "healthy",
        () => compose(["ps", "--format", "{{.Service}} {{.Health}}"]),
        (text) => text.split("\n").every((line) => line.endsWith(" healthy")),
      ),
    );
    await step(ctx, "back-up", () => backUp(compose, folder));
    await compose(["down", "--volumes"]);
    await step(ctx, "restore into nothing", () => restore(compose, folder));
    await step(ctx, "what was built is there, and can be built again", async () => {
      const restored = await signIn(`http://127.0.0.1:${port}`);
      const same = await expectPublished(restored, registry, first);
      if (same.digest !== first.digest) throw new SetupError(`${first.digest} has become ${same.digest}`);
      await expectPublished(restored, registry, await restored.build("after", dockerfile("after", 2)));
    });
  } catch (error) {
    // For logs/deploy.log, which has all that the client prints.
    await compose(["logs", "--no-color", "--tail", "100"], { always: true }).catch(() => {});
    throw error;
  } finally {
    await compose(["down", "--volumes", "--timeout", "30"], { always: true }).catch(() => {});
    rmSync(folder, { recursive: true });
  }
}

/** As docs/operations/backup.md says, to the letter. */
async function backUp(compose: DockerClient, folder: string): Promise<void> {
  const write =
    "node scripts/main.ts backup /tmp/bakehouse.tar >&2 && cat /tmp/bakehouse.tar && rm /tmp/bakehouse.tar";
  await compose(["exec", "-T", "web", "sh", "-c", write], { stdout: join(folder, "bakehouse.tar") });
  const pack = ["tar", "-cf", "-", "-C", "/var/lib/registry", "."];
  await compose(["exec", "-T", "registry", ...pack], { stdout: join(folder, "images.tar") });
}

/** As there. */
async function restore(compose: DockerClient, folder: string): Promise<void> {
  await compose(["up", "--detach", "--wait", "postgres"]);
  const read = "cat > /tmp/bakehouse.tar && node scripts/main.ts restore /tmp/bakehouse.tar";
  await compose(["run", "--rm", "-T", "web", "sh", "-c", read], { stdin: join(folder, "bakehouse.tar") });
  const unpack = ["--entrypoint", "tar", "registry", "-xf", "-", "-C", "/var/lib/registry"];
  await compose(["run", "--rm", "-T", ...unpack], { stdin: join(folder, "images.tar") });
  await compose(["up", "--detach"]);
}
