import { callEngine } from "#worker/docker/call-engine";
import type { Engine } from "#worker/docker/connect-engine";
import { EngineError } from "#worker/docker/engine-error";
import type { StoredImage } from "#worker/docker/measure-storage";

/**
 * Takes an image's names from it, one by one, and with the last the image itself. One that a container uses stays.
 * Returns whether it is gone.
 * @throws EngineError when the engine does not answer
 */
export async function forgetImage(engine: Engine, { id, tags, digests }: StoredImage): Promise<boolean> {
  for (const name of [...tags, ...digests, id]) {
    try {
      await callEngine(engine, { doing: `Cannot remove ${name}`, method: "DELETE", path: `/images/${name}` });
    } catch (error) {
      if (!(error instanceof EngineError) || error.code === "unreachable" || error.code === "timeout")
        throw error;
      // With its tags the digests go too, and with the last name the image.
      if (error.code !== "not-found") return false;
    }
  }
  return true;
}
