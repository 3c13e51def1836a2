import { claimBaseImageCheck, recordBaseImageCheck } from "#lib/base-images/claim-base-image-check";
import { credentialsFor } from "#worker/credentials";
import type { Engine } from "#worker/docker/connect-engine";
import { resolveDigest } from "#worker/docker/resolve-digest";

/** Asks the registries for the digests that someone wants to know. */
export async function checkBaseImages(engine: Engine): Promise<void> {
  for (let check = await claimBaseImageCheck(); check; check = await claimBaseImageCheck()) {
    try {
      const digest = await resolveDigest(engine, check.reference, {
        credentials: credentialsFor(check.reference),
      });
      await recordBaseImageCheck(check.id, { digest });
    } catch (error) {
      await recordBaseImageCheck(check.id, { error: error instanceof Error ? error.message : String(error) });
    }
  }
}
