import { type Credentials, callEngine } from "#worker/docker/call-engine";
import type { Engine } from "#worker/docker/connect-engine";
import { EngineError } from "#worker/docker/engine-error";
import { parseReference } from "#worker/docker/parse-reference";

/**
 * The digest that a reference has in its registry now: that of the index where the image is one for several
 * platforms. The engine does the asking, so what it can reach is what counts. One without a tag means "latest".
 * @throws EngineError: "not-found", "unauthorized", "denied", "registry-unreachable", "invalid", …
 */
export async function resolveDigest(
  engine: Engine,
  reference: string,
  options: { credentials?: Credentials; signal?: AbortSignal } = {},
): Promise<string> {
  parseReference(reference);
  const doing = `Cannot resolve ${reference}`;
  const answer = (await callEngine(engine, {
    doing,
    method: "GET",
    path: `/distribution/${reference}/json`,
    ...options,
  })) as { Descriptor?: { digest?: string } };
  const digest = answer.Descriptor?.digest;
  if (!digest) throw new EngineError("unknown", `${doing}: the engine named no digest`);
  return digest;
}
