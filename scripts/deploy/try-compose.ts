import type { Context } from "../context.ts";
import { step } from "../step.ts";
import { type Attempt, deploymentEnvironment } from "./attempt.ts";
import { dockerfile, expectPublished, expectTold } from "./judge-build.ts";
import { signIn, until } from "./site.ts";

const WORKERS = 3;
const PER_WORKER = 2;

/** Brings docker-compose.yml up for real, and judges builds that run through a restart and on three workers. */
export async function tryCompose(ctx: Context, attempt: Attempt): Promise<void> {
  const { docker, port, registry } = attempt;
  const env = { ...deploymentEnvironment(attempt), COMPOSE_PROJECT_NAME: `verify${process.pid}` };
  // Not this checkout's own .env.
  const compose = (args: string[], always = false) =>
    docker(["compose", "--env-file", "/dev/null", ...args], { env, always });
  try {
    await step(ctx, "docker compose up", () => compose(["up", "--detach"]));
    const site = await step(ctx, "site answers, administrator signed in", () =>
      signIn(`http://127.0.0.1:${port}`),
    );
    // As in the file's first lines: the site knows of it before it is there.
    await attempt.pushBase();
    await step(ctx, "a build through the API", async () => {
      const build = await site.build("first", dockerfile("first", 2));
      await expectPublished(site, registry, build);
    });
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
  } catch (error) {
    // For logs/deploy.log, which has all that the client prints.
    await compose(["logs", "--no-color", "--tail", "100"], true).catch(() => {});
    throw error;
  } finally {
    await compose(["down", "--volumes", "--timeout", "30"], true).catch(() => {});
  }
}
