import { db } from "#lib/db";

/** How far back uses are looked for: what none of these used was used longest ago. */
const BUILDS = 2000;

/** When the images of an engine were last made or built on there, by the engine's id or by reference with digest. */
export async function readImageUses(engineId: string): Promise<Map<string, Date>> {
  const builds = await db.build.findMany({
    where: { engineId, startedAt: { not: null } },
    select: { bases: true, engineImageId: true, startedAt: true, finishedAt: true },
    orderBy: { id: "desc" },
    take: BUILDS,
  });
  const uses = new Map<string, Date>();
  for (const { bases, engineImageId, startedAt, finishedAt } of builds) {
    const at = finishedAt ?? startedAt;
    for (const name of [...(engineImageId ? [engineImageId] : []), ...referencesOf(bases)]) {
      if (at && (uses.get(name) ?? 0) < at) uses.set(name, at);
    }
  }
  return uses;
}

/** Of a build's `bases` as its row has them. */
export function referencesOf(bases: unknown): string[] {
  if (!Array.isArray(bases)) return [];
  return bases.flatMap((base: { reference?: unknown }) =>
    typeof base.reference === "string" ? [base.reference] : [],
  );
}
