import { type Credentials, callEngine } from "#worker/docker/call-engine";
import type { Engine } from "#worker/docker/connect-engine";
import { EngineError } from "#worker/docker/engine-error";
import { followEngine } from "#worker/docker/follow-engine";
import { type LayerProgress, type TransferMessage, toLayerProgress } from "#worker/docker/layer-progress";
import { parseReference } from "#worker/docker/parse-reference";

export interface ImageReady {
  type: "ready";
  imageId: string;
  /** False when the engine had it already. */
  pulled: boolean;
}

/**
 * Sees to it that the engine has an image, asking the registry only if it has not. BuildKit then takes the
 * engine's own, so that a build needs neither the registry nor its credentials.
 * @param reference by digest, as a tag may name something else by now.
 * @throws EngineError; the signal's reason once it is aborted.
 */
export async function* ensureImage(
  engine: Engine,
  reference: string,
  options: { credentials?: Credentials; signal?: AbortSignal } = {},
): AsyncGenerator<LayerProgress | ImageReady, void, undefined> {
  const { host, path, digest } = parseReference(reference);
  if (!digest) throw new EngineError("invalid", `${reference} names no digest`);
  const name = `${host}/${path}@${digest}`;
  const doing = `Cannot pull ${reference}`;

  const present = await findImageId(engine, name, doing, options.signal);
  if (present) {
    yield { type: "ready", imageId: present, pulled: false };
    return;
  }
  const query = { fromImage: `${host}/${path}`, tag: digest };
  const pull = { doing, method: "POST", path: "/images/create", query, ...options } as const;
  for await (const message of followEngine<TransferMessage>(engine, pull)) {
    const progress = toLayerProgress(doing, message);
    if (progress) yield progress;
  }
  const imageId = await findImageId(engine, name, doing, options.signal);
  if (!imageId) throw new EngineError("not-found", `${doing}: it is gone from the engine again`);
  yield { type: "ready", imageId, pulled: true };
}

async function findImageId(engine: Engine, name: string, doing: string, signal?: AbortSignal) {
  try {
    const path = `/images/${name}/json`;
    const image = (await callEngine(engine, { doing, method: "GET", path, signal })) as { Id: string };
    return image.Id;
  } catch (error) {
    if (error instanceof EngineError && error.code === "not-found") return undefined;
    throw error;
  }
}
