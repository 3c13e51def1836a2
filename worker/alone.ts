/** A chore that runs beside the builds, never twice at once: one that is asked for meanwhile runs once more. */
export function alone(chore: () => Promise<void>, doing: Set<Promise<void>>): () => void {
  let active = false;
  let again = false;
  const run = async () => {
    active = true;
    do {
      again = false;
      await chore().catch((error) => console.error("a chore failed, it will be tried again:", error));
    } while (again);
    active = false;
  };
  return () => {
    again = active;
    if (active) return;
    const work = run().finally(() => doing.delete(work));
    doing.add(work);
  };
}
