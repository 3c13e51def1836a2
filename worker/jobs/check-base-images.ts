import { claimBaseImageCheck, recordBaseImageCheck } from "#lib/base-images/claim-base-image-check";
import { credentialsFor } from "#worker/credentials";
import type { Engine } from "#worker/docker/connect-engine";
import { EngineError, type EngineErrorCode } from "#worker/docker/engine-error";
import { resolveDigest } from "#worker/docker/resolve-digest";

/** Asks the registries for the digests that someone wants to know. */
export async function checkBaseImages(engine: Engine): Promise<void> {
  for (let check = await claimBaseImageCheck(); check; check = await claimBaseImageCheck()) {
    const credentials = credentialsFor(check.reference);
    const result = await resolveDigest(engine, check.reference, { credentials }).then(
      (digest) => ({ digest }),
      (error: unknown) => ({ error: explain(error) }),
    );
    await recordBaseImageCheck(check, result);
  }
}

const REASONS: Partial<Record<EngineErrorCode, string>> = {
  "not-found": "Its registry has no such image.",
  unauthorized: "Its registry wants credentials, and none are known for it here; or it has no such image.",
  denied: "Its registry refuses it to us, or has no such image.",
  "registry-unreachable": "Its registry does not answer.",
  "registry-invalid": "What answers there is no registry that the engine trusts.",
  invalid: "The engine does not accept this reference.",
  unreachable: "The worker's Docker engine does not answer.",
  timeout: "The registry took too long to answer.",
};

/** A sentence for people, then what the engine said, for who has to look into it. */
function explain(error: unknown): string {
  const said = error instanceof Error ? error.message : String(error);
  const reason = error instanceof EngineError ? REASONS[error.code] : undefined;
  return reason ? `${reason} (${said})` : said;
}
