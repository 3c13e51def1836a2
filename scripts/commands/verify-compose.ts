import { createServer } from "node:net";
import type { Context } from "../context.ts";
import { type Attempt, deploymentEnvironment } from "../deploy/attempt.ts";
import { deploymentTools } from "../deploy/deployment-tools.ts";
import { dockerClient } from "../deploy/docker-client.ts";
import { makeStandIns, STAND_INS } from "../deploy/make-stand-ins.ts";
import { tryCompose } from "../deploy/try-compose.ts";
import { trySwarm } from "../deploy/try-swarm.ts";
import { installPackages } from "../install-packages.ts";
import { ENGINE_TOOLS } from "../services/docker.ts";
import { startExtraEngine } from "../services/extra-engine.ts";
import { ensurePrograms } from "../services/system-packages.ts";
import { step } from "../step.ts";

/**
 * `npm run verify:compose`: builds the Dockerfile's targets and brings docker-compose.yml up by Compose and as a stack
 * on a swarm, on an engine of its own. Needs root; in ten to twenty minutes.
 */
export async function verifyCompose(ctx: Context): Promise<number> {
  await installPackages(ctx);
  await ensurePrograms(ctx, ENGINE_TOOLS);
  const tools = await deploymentTools(ctx);
  const engine = await step(
    ctx,
    "Docker engine of its own",
    () => startExtraEngine(ctx),
    ({ version }) => `Docker ${version}`,
  );
  try {
    const docker = dockerClient(ctx, tools, engine.address);
    const [port, registryPort] = [await freePort(), await freePort()];
    const registry = { address: `127.0.0.1:${registryPort}` };
    const base = `${registry.address}/bakehouse/codex-base:latest`;
    const pushBase = async () => void (await docker(["push", "--quiet", base]));
    const engineRoot = (await docker(["info", "--format", "{{.DockerRootDir}}"])).trim();
    const attempt: Attempt = { docker, engine: engine.address, engineRoot, port, registry, pushBase };
    await step(ctx, "images that cannot be pulled", () => makeStandIns(ctx, docker));
    await step(ctx, "docker compose build: web, worker", () =>
      docker(["compose", "--env-file", "/dev/null", "build"], { env: deploymentEnvironment(attempt) }),
    );
    await step(ctx, "docker build: codex-base", () => {
      const { NODE_IMAGE, DEBIAN_IMAGE } = STAND_INS;
      const images = ["--build-arg", `NODE=${NODE_IMAGE}`, "--build-arg", `DEBIAN=${DEBIAN_IMAGE}`];
      return docker(["build", "--target", "codex-base", ...images, "--tag", base, "."]);
    });
    await tryCompose(ctx, attempt);
    await trySwarm(ctx, attempt);
  } finally {
    await engine.remove();
  }
  ctx.printer.line("\n  Nothing was lost, by Compose and on a swarm.");
  return 0;
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => resolve(typeof address === "object" && address ? address.port : 0));
    });
  });
}
