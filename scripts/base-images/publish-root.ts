import { createReadStream } from "node:fs";
import type Docker from "dockerode";
import type { Context } from "../context.ts";
import { SetupError } from "../setup-error.ts";
import type { RootArchive } from "./make-root.ts";
import { baseName, ENVIRONMENT, REPOSITORY, type Suite } from "./recipe.ts";

export interface PublishedImage {
  /** Without tag: "127.0.0.1:5000/bakehouse/codex-base". */
  repository: string;
  digest: string;
  /** Bytes, uncompressed. */
  sizeBytes: number;
  labels: Record<string, string>;
}

/**
 * Makes an image of a file system and pushes it under all tags of its suite.
 * @throws SetupError when the engine refuses it or the registry does
 */
export async function publishRoot(
  ctx: Context,
  suite: Suite,
  archive: RootArchive,
  target: { engine: string; registry: string },
): Promise<PublishedImage> {
  const docker = await connect(target.engine);
  const repository = `${target.registry}/${REPOSITORY}`;
  const labels = labelsOf(suite, archive.versions);
  const tags = suite.tags.map((tag) => `${repository}:${tag}`);
  const first = tags[0] as string;
  await follow(
    docker,
    await docker.importImage(createReadStream(archive.file), { repo: first, changes: changes(labels) }),
  );
  const image = docker.getImage(first);
  let digest: string | undefined;
  for (const [index, tag] of suite.tags.entries()) {
    ctx.signal.throwIfAborted();
    if (index > 0) await image.tag({ repo: repository, tag });
    const events = await follow(
      docker,
      await docker.getImage(`${repository}:${tag}`).push({ authconfig: credentials() }),
    );
    digest ??= events.map((event) => event.aux?.Digest).find(Boolean);
  }
  if (!digest)
    throw new SetupError(
      `The registry ${target.registry} told no digest for ${baseName(suite.tags[0] as string)}.`,
    );
  const { Size } = await image.inspect();
  return { repository, digest, sizeBytes: Size, labels };
}

async function connect(engine: string): Promise<Docker> {
  const { default: Dockerode } = await import("dockerode");
  const url = new URL(engine);
  return url.protocol === "unix:" ? new Dockerode({ socketPath: url.pathname }) : new Dockerode();
}

/** The engine wants some even where the registry asks for none. */
function credentials(): { username: string; password: string } {
  const { BAKEHOUSE_REGISTRY_USERNAME: username = "", BAKEHOUSE_REGISTRY_PASSWORD: password = "" } =
    process.env;
  return { username, password };
}

interface ProgressEvent {
  error?: string;
  aux?: { Digest?: string };
}

function follow(docker: Docker, stream: NodeJS.ReadableStream): Promise<ProgressEvent[]> {
  return new Promise((resolve, reject) => {
    docker.modem.followProgress(stream, (error: Error | null, events: ProgressEvent[]) => {
      const failed = events?.find((event) => event.error)?.error ?? error?.message;
      if (failed) reject(new SetupError(`The engine could not import or push a base image: ${failed}`));
      else resolve(events);
    });
  });
}

function labelsOf(suite: Suite, versions: Record<string, string>): Record<string, string> {
  const { debian, ...runtimes } = versions;
  return {
    "org.opencontainers.image.title": "codex-base",
    "org.opencontainers.image.description": summarize(suite),
    "org.opencontainers.image.version": `${suite.suite}-${debian}`,
    "org.opencontainers.image.created": new Date().toISOString(),
    ...Object.fromEntries(
      Object.entries({ debian, ...runtimes }).map(([name, value]) => [
        `bakehouse.runtime.${name}`,
        value as string,
      ]),
    ),
  };
}

/** One line for people. */
export function summarize(suite: Suite): string {
  return `Debian ${suite.debian} (${suite.suite}) with Node.js, Python, Go, git and a C compiler`;
}

/** Dockerfile instructions, as `docker import --change` takes them. */
function changes(labels: Record<string, string>): string[] {
  const pairs = (all: Record<string, string>) =>
    Object.entries(all)
      .map(([name, value]) => `${name}=${JSON.stringify(value)}`)
      .join(" ");
  return [`ENV ${pairs(ENVIRONMENT)}`, `LABEL ${pairs(labels)}`, 'CMD ["bash"]'];
}
