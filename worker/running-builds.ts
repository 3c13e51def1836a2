import type { ClaimedBuild } from "#lib/builds/claim-build";
import type { EngineError } from "#worker/docker/engine-error";
import { buildImageJob, type WorkerParts } from "#worker/jobs/build-image";

/** The builds that a worker has in hand, and what can be said to all of them. */
export class RunningBuilds {
  private readonly ended = new Map<string, Promise<void>>();
  /** Of these, those that are built and being pushed. */
  private readonly pushing = new Set<string>();
  private readonly cancels = new Map<string, () => void>();
  /** Both are made anew for the builds that come after. */
  private handingBack = new AbortController();
  private engineGone = new AbortController();

  get ids(): string[] {
    return [...this.ended.keys()];
  }

  /** Whether another may begin where so many are built at once. While one is pushed, which is mostly waiting, the next is built. */
  hasPlace(concurrency: number): boolean {
    return this.ended.size - this.pushing.size < concurrency && this.ended.size < 2 * concurrency;
  }

  /** Begins a build; calls back when there may be a place again, and when it has ended in whatever way. */
  begin(
    build: ClaimedBuild,
    parts: Pick<WorkerParts, "workerId" | "engine" | "engineWaitMs" | "description">,
    { onPlace, onEnd }: { onPlace: () => void; onEnd: () => void },
  ): void {
    const job = buildImageJob(build, {
      ...parts,
      setPushing: (isPushing) => {
        if (!isPushing) this.pushing.delete(build.id);
        else {
          this.pushing.add(build.id);
          onPlace();
        }
      },
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
        this.pushing.delete(build.id);
        onEnd();
        onPlace();
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
