import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { parse, parseAllDocuments } from "yaml";
import { VARIABLES } from "#lib/env";

const read = (file: string) => readFileSync(file, "utf8");
const yaml = (file: string) => parse(read(file), { merge: true });
/** Of others: PostgreSQL's, the registry's, the engine's image's. */
const FOREIGN = /^(POSTGRES_|REGISTRY_|DOCKER_TLS_CERTDIR$)/;
const unknownTo = (names: string[]) =>
  names.filter((name) => !FOREIGN.test(name) && !VARIABLES.includes(name));

interface Service {
  environment?: Record<string, unknown>;
  build?: { target: string };
}

describe("docker-compose.yml", () => {
  const compose = yaml("docker-compose.yml");
  const services = Object.entries<Service>(compose.services);

  test("sets variables that are read", () => {
    for (const [, service] of services) {
      expect(unknownTo(Object.keys(service.environment ?? {}))).toEqual([]);
    }
  });

  test("has only what Compose and a swarm both take", () => {
    // A swarm leaves out "build" and "restart", and refuses what it does not know.
    const both = ["build", "deploy", "environment", "healthcheck", "image", "ports", "restart"];
    for (const [name, service] of services) {
      const more = Object.keys(service).filter((key) => !both.includes(key));
      expect(
        more.filter((key) => !["stop_grace_period", "volumes"].includes(key)),
        name,
      ).toEqual([]);
    }
    const top = Object.keys(compose).filter((key) => !key.startsWith("x-"));
    expect(top.toSorted()).toEqual(["services", "volumes"]);
  });

  test("builds targets that are there", () => {
    const targets = [...read("Dockerfile").matchAll(/^FROM \S+ AS (\S+)$/gm)].map(([, name]) => name);
    for (const [, { build }] of services) if (build) expect(targets).toContain(build.target);
    expect(targets).toContain("codex-base");
  });

  test.skipIf(!hasCompose())("is taken by docker compose", () => {
    const env = { ...process.env, POSTGRES_PASSWORD: "password", BAKEHOUSE_SECRET: "secret" };
    for (const more of [[], ["--file", "deploy/registry-users.yml"]]) {
      const files = ["--file", "docker-compose.yml", ...more];
      execFileSync("docker", ["compose", ...files, "config", "--quiet"], { env, stdio: "pipe" });
    }
  });
});

describe("deploy/kubernetes", () => {
  const folder = "deploy/kubernetes";
  const { resources, configMapGenerator } = yaml(join(folder, "kustomization.yaml"));
  const objects = (resources as string[]).flatMap((file) =>
    parseAllDocuments(read(join(folder, file))).map((document) => document.toJS()),
  );
  const pods = objects.filter(({ kind }) => ["Deployment", "StatefulSet"].includes(kind));
  const containers = pods.flatMap(({ spec: { template } }) => [
    ...(template.spec.initContainers ?? []),
    ...template.spec.containers,
  ]);

  test("lists the files that are there", () => {
    const files = readdirSync(folder).filter((name) => /\.yaml$/.test(name) && name !== "kustomization.yaml");
    expect(resources.toSorted()).toEqual(files.toSorted());
    for (const { files = [] } of configMapGenerator) {
      for (const file of files) expect(existsSync(join(folder, file)), file).toBe(true);
    }
  });

  test("sets variables that are read", () => {
    const literals: string[] = configMapGenerator.flatMap((map: { literals: string[] }) => map.literals);
    expect(unknownTo(literals.map((literal) => literal.split("=")[0] as string))).toEqual([]);
    for (const { env = [] } of containers) {
      expect(unknownTo(env.map(({ name }: { name: string }) => name))).toEqual([]);
    }
  });

  test("selects its own pods, and asks for nothing that is not there", () => {
    const labelsOf = new Map(pods.map((pod) => [pod.metadata.name, pod.spec.template.metadata.labels]));
    for (const pod of pods) expect(pod.spec.selector.matchLabels).toEqual(labelsOf.get(pod.metadata.name));
    const services = objects.filter(({ kind }) => kind === "Service");
    for (const { metadata, spec } of services) expect(spec.selector).toEqual(labelsOf.get(metadata.name));
    const names = services.map(({ metadata }) => metadata.name);
    for (const { env = [] } of containers) {
      const url = env.find(({ name }: { name: string }) => name === "DATABASE_URL")?.value;
      if (url) expect(names).toContain(new URL(url.replace("$(POSTGRES_PASSWORD)", "x")).hostname);
    }
    const keys = containers.flatMap(({ env = [] }) =>
      env.flatMap((entry: { valueFrom?: { secretKeyRef?: { key: string } } }) => {
        const key = entry.valueFrom?.secretKeyRef?.key;
        return key ? [key] : [];
      }),
    );
    for (const key of new Set(keys))
      expect(read(join(folder, "README.md"))).toContain(`--from-literal=${key}=`);
  });

  test("bounds every container, probes each that goes on, and gives none more rights than it says", () => {
    for (const { name, resources, securityContext, restartPolicy, ...container } of containers) {
      expect(resources, name).toMatchObject({
        requests: { memory: expect.anything() },
        limits: expect.anything(),
      });
      if (name !== "close-networks") expect(container.livenessProbe, name).toBeDefined();
      const privileged = ["engine", "close-networks"].includes(name);
      expect(securityContext.privileged ?? false, name).toBe(privileged);
      if (!privileged) expect(securityContext.capabilities.drop, name).toEqual(["ALL"]);
    }
  });
});

function hasCompose(): boolean {
  try {
    execFileSync("docker", ["compose", "version"], { stdio: "pipe" });
    return true;
  } catch {
    return false;
  }
}
