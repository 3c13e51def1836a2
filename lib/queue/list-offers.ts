import type { z } from "zod";
import { db } from "#lib/db";
import type { offersSchema } from "#lib/queue/schemas";

/** The platforms and labels that workers have, those gone for the moment too: what an image's builds may ask for. */
export async function listOffers(): Promise<z.infer<typeof offersSchema>> {
  const workers = await db.worker.findMany({
    where: { stoppedAt: null },
    select: { platform: true, labels: true },
  });
  const sorted = (words: (string | null)[]) => [...new Set(words.filter((word) => word !== null))].sort();
  return {
    platforms: sorted(workers.map(({ platform }) => platform)),
    labels: sorted(workers.flatMap(({ labels }) => labels)),
  };
}
