/**
 * Turns callbacks into an async loop: `push` from anywhere, `next` waits for what came. Items pushed
 * while nobody waits are kept, at most `limit`; beyond it the oldest go.
 */
export class SignalQueue<T> {
  private readonly items: T[] = [];
  private readonly limit: number;
  private wake: (() => void) | undefined;

  constructor(limit = 1000) {
    this.limit = limit;
  }

  push(...items: T[]): void {
    this.items.push(...items);
    this.items.splice(0, Math.max(0, this.items.length - this.limit));
    this.wake?.();
  }

  /** All that came, at once when there is something, else within `timeoutMs`; empty after that or on abort. */
  async take(timeoutMs: number, signal?: AbortSignal): Promise<T[]> {
    if (this.items.length === 0 && !signal?.aborted) {
      await new Promise<void>((resolve) => {
        const done = () => {
          clearTimeout(timer);
          signal?.removeEventListener("abort", done);
          this.wake = undefined;
          resolve();
        };
        const timer = setTimeout(done, timeoutMs);
        signal?.addEventListener("abort", done, { once: true });
        this.wake = done;
      });
    }
    return this.items.splice(0);
  }
}
