import { type Credentials, callEngine } from "#worker/docker/call-engine";
import type { Engine } from "#worker/docker/connect-engine";
import { EngineError, type EngineErrorCode } from "#worker/docker/engine-error";
import { followEngine } from "#worker/docker/follow-engine";
import { type LayerProgress, type TransferMessage, toLayerProgress } from "#worker/docker/layer-progress";
import { parseReference } from "#worker/docker/parse-reference";
import { checkPush } from "#worker/docker/registry-client";

export interface ImagePushed {
  type: "pushed";
  /** Of the manifest that the registry has now. */
  digest: string;
  /** Bytes of the manifest. */
  size: number;
}

/**
 * Tags an image of the engine and pushes it under that tag; safe to repeat. Layers come in the engine's own
 * rhythm, several events a second each. What fails in passing, the engine itself tries again for 75 seconds.
 * @param reference with a tag: "127.0.0.1:5000/media/ffmpeg:3.2".
 * @param options.credentials for that registry; sent to no other.
 * @throws EngineError: "not-found" when the engine has no such image any more, "unauthorized", "denied",
 *   "quota", "registry-unreachable", "registry-invalid", …; the signal's reason once it is aborted.
 */
export async function* pushImage(
  engine: Engine,
  imageId: string,
  reference: string,
  options: { credentials?: Credentials; signal?: AbortSignal } = {},
): AsyncGenerator<LayerProgress | ImagePushed, void, undefined> {
  const { host, path, tag } = parseReference(reference);
  if (!tag) throw new EngineError("invalid", `${reference} names no tag`);
  const { credentials = null, signal } = options;
  const doing = `Cannot push ${reference}`;
  const repository = `${host}/${path}`;

  const naming = { path: `/images/${imageId}/tag`, query: { repo: repository, tag } };
  await callEngine(engine, { doing, method: "POST", ...naming, signal });

  let pushed: ImagePushed | undefined;
  let isDoubted = false;
  const push = { path: `/images/${repository}/push`, query: { tag }, credentials };
  for await (const message of followEngine<TransferMessage>(engine, {
    doing,
    method: "POST",
    ...push,
    signal,
  })) {
    const progress = toLayerProgress(doing, message);
    if (progress) yield progress;
    if (progress && !isDoubted && /^Retrying/.test(progress.status)) {
      isDoubted = true;
      await assertAllowed(reference, options);
    }
    const { Digest: digest, Size: size = 0 } = message.aux ?? {};
    if (digest) pushed = { type: "pushed", digest, size };
  }
  if (!pushed) throw new EngineError("unreachable", `${doing}: the engine stopped without naming a digest`);
  yield pushed;
}

// The engine takes most refusals for a passing trouble and tries for 75 seconds, without a word of why.
async function assertAllowed(reference: string, options: Parameters<typeof checkPush>[1]): Promise<void> {
  try {
    await checkPush(reference, options);
  } catch (error) {
    options?.signal?.throwIfAborted();
    if (error instanceof EngineError && refusals.has(error.code)) throw error;
  }
}

const refusals = new Set<EngineErrorCode>(["unauthorized", "denied", "quota", "registry-invalid"]);
