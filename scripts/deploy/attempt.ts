import type { DockerClient } from "./docker-client.ts";
import type { RegistryAccess } from "./judge-build.ts";
import { STAND_INS } from "./make-stand-ins.ts";
import { ADMINISTRATOR } from "./site.ts";

/** What it takes to bring Bakehouse up on an engine. */
export interface Attempt {
  docker: DockerClient;
  /** "unix:///…" */
  engine: string;
  /** Where the engine keeps its files. */
  engineRoot: string;
  port: number;
  registry: RegistryAccess;
  /** Hands the base image to the registry, once that runs. */
  pushBase: () => Promise<void>;
}

/** What .env would have. */
export function deploymentEnvironment({
  engine,
  engineRoot,
  port,
  registry,
}: Attempt): Record<string, string> {
  const { NODE_IMAGE, POSTGRES_IMAGE, REGISTRY_IMAGE } = STAND_INS;
  return {
    ...{ NODE_IMAGE, POSTGRES_IMAGE, REGISTRY_IMAGE },
    PORT: String(port),
    REGISTRY_PORT: registry.address,
    DOCKER_SOCKET: engine.replace("unix://", ""),
    DOCKER_ROOT: engineRoot,
    POSTGRES_PASSWORD: "of-the-database",
    BAKEHOUSE_SECRET: "a-secret-for-tests-that-protects-nothing",
    BAKEHOUSE_REGISTRY: registry.address,
    BAKEHOUSE_BASE_IMAGE: `${registry.address}/bakehouse/codex-base:latest`,
    BAKEHOUSE_ADMIN_EMAIL: ADMINISTRATOR.email,
    BAKEHOUSE_ADMIN_PASSWORD: ADMINISTRATOR.password,
  };
}
