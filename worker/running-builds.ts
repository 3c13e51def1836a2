import type { ClaimedBuild } from "#lib/builds/claim-build";
import type { EngineError } from "#worker/docker/engine-error";
import { buildImageJob, type WorkerParts } from "#worker/jobs/build-image";

/** The builds that a worker has in hand, and what can be said to all of them. */
export class RunningBuilds {
  private readonly ended = new Map<string, Promise<void>>();
  private readonly cancels = new Map<string, () => void>();
  /** Both are made anew for the builds that come after. */
  private handingBack = new AbortController();
  private engineGone = new AbortController();

  get ids(): string[] {
    return [...this.ended.keys()];
  }

  /** Begins a build; calls back when it has ended, in whatever way. */
  begin(
    build: ClaimedBuild,
    parts: Pick<WorkerParts, "workerId" | "engine" | "description">,
    onEnd: () => void,
  ): void {
    const job = buildImageJob(build, {
      ...parts,
      shutdown: this.handingBack.signal,
      engineGone: () => this.engineGone.signal,
      onCancel: (buildId, callback) => {
        this.cancels.set(buildId, callback);
        return () => this.cancels.delete(buildId);
      },
    });
    const ended = job
      .catch((error) => console.error(`build ${build.id}: left to another worker after a fault:`, error))
      .finally(() => {
        this.ended.delete(build.id);
        onEnd();
      });
    this.ended.set(build.id, ended);
  }

  cancel(buildId: string): void {
    this.cancels.get(buildId)?.();
  }

  /** Has each let go and give its build back to the queue. */
  handBack(): void {
    this.handingBack.abort();
    this.handingBack = new AbortController();
  }

  /** Has each leave the engine, wait for it and begin again there. */
  loseEngine(reason: EngineError): void {
    this.engineGone.abort(reason);
    this.engineGone = new AbortController();
  }

  /** Resolves when all have ended that are there now. */
  async end(): Promise<void> {
    await Promise.all(this.ended.values());
  }
}
