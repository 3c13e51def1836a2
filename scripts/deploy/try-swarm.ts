import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Context } from "../context.ts";
import { SetupError } from "../setup-error.ts";
import { step } from "../step.ts";
import { type Attempt, deploymentEnvironment } from "./attempt.ts";
import { dockerfile, expectPublished, expectTold } from "./judge-build.ts";
import { STAND_INS } from "./make-stand-ins.ts";
import { signIn, until } from "./site.ts";

const STACK = "bakehouse";
const GATEWAY = "docker_gwbridge";
const USER = { username: "bakehouse", password: "of the registry" };

/**
 * Deploys docker-compose.yml on a swarm of one node, its registry asking for a password, and judges a build that runs
 * through a rolling update of worker and site.
 */
export async function trySwarm(ctx: Context, attempt: Attempt): Promise<void> {
  const { docker, port } = attempt;
  const registry = { ...attempt.registry, ...USER };
  const users = join(ctx.dataDir, "deploy", "registry-users");
  const env = {
    ...deploymentEnvironment(attempt),
    REGISTRY_USERS: users,
    REGISTRY_PUBLISHED: registry.address.split(":")[1] ?? "",
    BAKEHOUSE_REGISTRY_USERNAME: USER.username,
    BAKEHOUSE_REGISTRY_PASSWORD: USER.password,
  };
  const files = ["docker-compose.yml", "deploy/registry-users.yml"];
  try {
    writeFileSync(users, `${USER.username}:${await bcrypt(docker, USER.password)}\n`);
    await step(ctx, "docker swarm init", () => beginSwarm(docker));
    if (!existsSync("/proc/net/ip_vs")) {
      ctx.printer.line("    This kernel has no IPVS: tried without the swarm's routing mesh.");
      files.push("scripts/deploy/no-routing-mesh.yml");
    }
    await step(ctx, "docker stack deploy", () => deploy(docker, files, env));
    await step(ctx, "every service has its task", () => untilServed(docker));
    const site = await step(ctx, "site answers, administrator signed in", () =>
      signIn(`http://127.0.0.1:${port}`),
    );
    // As in the file's first lines: the site knows of it before it is there.
    await docker(["login", "--username", USER.username, "--password", USER.password, registry.address]);
    await attempt.pushBase();
    await step(ctx, "a build through the API", async () => {
      await expectPublished(site, registry, await site.build("first", dockerfile("first", 2)));
    });
    await step(ctx, "a build of 40 s through a rolling update", async () => {
      const build = await site.build("rolling", dockerfile("rolling", 40));
      await expectTold(site, build, "rolling 3");
      const before = await tasksOf(docker, "worker");
      await Promise.all(
        ["worker", "web"].map((name) =>
          docker(["service", "update", "--force", "--detach=false", "--quiet", `${STACK}_${name}`]),
        ),
      );
      const after = await tasksOf(docker, "worker");
      if (after.some((task) => before.includes(task))) throw new SetupError("The worker was not replaced.");
      await expectPublished(site, registry, build);
    });
  } catch (error) {
    // For logs/deploy.log, which has all that the client prints.
    await docker(["stack", "ps", "--no-trunc", STACK], { always: true }).catch(() => {});
    for (const name of ["postgres", "registry", "web", "worker"]) {
      await docker(["service", "logs", "--tail", "100", `${STACK}_${name}`], { always: true }).catch(
        () => {},
      );
    }
    throw error;
  } finally {
    await docker(["stack", "rm", STACK], { always: true }).catch(() => {});
    await until(
      "the end of all tasks",
      () => docker(["ps", "--quiet"], { always: true }),
      (ids) => ids === "",
    ).catch(() => {});
    await docker(["swarm", "leave", "--force"], { always: true }).catch(() => {});
    await docker(["network", "rm", GATEWAY], { always: true }).catch(() => {});
  }
}

/** A swarm that listens on the loopback alone. Its gateway's bridge has a name that no other engine's has. */
async function beginSwarm(docker: Attempt["docker"]): Promise<void> {
  const bridge = `com.docker.network.bridge.name=bakegw-${process.pid}`;
  await docker([
    "network",
    "create",
    "--opt",
    bridge,
    "--opt",
    "com.docker.network.bridge.enable_icc=false",
    GATEWAY,
  ]);
  const address = ["--advertise-addr", "127.0.0.1", "--listen-addr", "127.0.0.1:2377"];
  await docker(["swarm", "init", ...address, "--default-addr-pool", "10.219.0.0/16"]);
}

function deploy(docker: Attempt["docker"], files: string[], env: Record<string, string>): Promise<string> {
  const options = files.flatMap((file) => ["--compose-file", file]);
  return docker(["stack", "deploy", ...options, STACK], { env });
}

async function untilServed(docker: Attempt["docker"]): Promise<void> {
  await until(
    "replicas",
    () => docker(["stack", "services", STACK, "--format", "{{.Name}} {{.Replicas}}"]),
    (text) => text.split("\n").length === 4 && text.split("\n").every((line) => line.endsWith(" 1/1")),
    180,
  );
}

async function tasksOf(docker: Attempt["docker"], service: string): Promise<string[]> {
  const running = ["--filter", "desired-state=running", "--quiet"];
  return (await docker(["service", "ps", `${STACK}_${service}`, ...running])).split("\n");
}

/** As `htpasswd -B` makes it. */
function bcrypt(docker: Attempt["docker"], password: string): Promise<string> {
  const program = "print crypt($ARGV[0], q($2b$10$abcdefghijklmnopqrstuu))";
  return docker(["run", "--rm", STAND_INS.DEBIAN_IMAGE, "perl", "-e", program, password]);
}
