import { z } from "zod";
import { EngineError } from "#worker/docker/engine-error";
import type { Manifest } from "#worker/docker/registry-client";

const schema = z.object({
  layers: z.array(z.object({ digest: z.string(), size: z.number().int().nonnegative() })),
});

/**
 * The layers that a manifest names, from the bottom, with their compressed sizes in bytes (OCI image specification,
 * "Image Manifest").
 * @throws EngineError "registry-invalid" for an index, or for no manifest at all
 */
export function parseLayers({ bytes, digest }: Manifest): { digest: string; bytes: bigint }[] {
  try {
    const { layers } = schema.parse(JSON.parse(new TextDecoder().decode(bytes)));
    return layers.map((layer) => ({ digest: layer.digest, bytes: BigInt(layer.size) }));
  } catch {
    throw new EngineError("registry-invalid", `${digest} is no manifest of one image`);
  }
}
