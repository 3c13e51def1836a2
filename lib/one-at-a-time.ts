/**
 * Work that is never done twice at once. Whoever asks while it is done gets the outcome of one that begins after it,
 * shared with all who ask meanwhile: what each gets is as things were once they had asked.
 */
export function oneAtATime<T>(work: () => Promise<T>): () => Promise<T> {
  let current: Promise<T> | undefined;
  let next: Promise<T> | undefined;
  function run(): Promise<T> {
    if (!current) {
      current = work().finally(() => {
        current = undefined;
      });
      return current;
    }
    next ??= current
      .catch(() => {})
      .then(() => {
        next = undefined;
        return run();
      });
    return next;
  }
  return run;
}
