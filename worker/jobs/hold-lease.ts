import type { ClaimedBuild } from "#lib/builds/claim-build";
import { SupersededError } from "#lib/builds/owned-build";
import { renewLease } from "#lib/builds/renew-lease";
import { forLog } from "#lib/database-away";
import { StopReason } from "#worker/jobs/build-job";

const RENEW_MS = 5000;

/**
 * Keeps a build ours while it runs. The signal is aborted, with a StopReason, when someone cancels it, its
 * time is over, the worker shuts down, or the build turns out to be someone else's. A renewal that cannot
 * reach the database is no reason to stop: if another worker has taken over, the next one will say so.
 */
export function holdLease(
  build: ClaimedBuild,
  parts: { shutdown: AbortSignal; onCancel: (buildId: string, callback: () => void) => () => void },
  timeoutMs: number,
): { signal: AbortSignal; stop: () => void } {
  const controller = new AbortController();
  const stopFor = (why: StopReason["why"]) => controller.abort(new StopReason(why));
  const renew = () =>
    renewLease(build)
      .then(({ cancelRequested }) => cancelRequested && stopFor("canceled"))
      .catch((error) => {
        if (error instanceof SupersededError) stopFor("superseded");
        else console.error(`build ${build.id}: could not renew its lease:`, forLog(error));
      });
  const renewal = setInterval(renew, RENEW_MS);
  const timeout = setTimeout(() => stopFor("timeout"), timeoutMs);
  const onShutdown = () => stopFor("shutdown");
  parts.shutdown.addEventListener("abort", onShutdown, { once: true });
  if (parts.shutdown.aborted) onShutdown();
  const forget = parts.onCancel(build.id, () => stopFor("canceled"));
  if (build.cancelRequested) stopFor("canceled");
  return {
    signal: controller.signal,
    stop: () => {
      clearInterval(renewal);
      clearTimeout(timeout);
      parts.shutdown.removeEventListener("abort", onShutdown);
      forget();
    },
  };
}
