import { db } from "#lib/db";
import type { BuildLimits } from "#lib/limits/schemas";
import { toSettings } from "#lib/limits/settings-dto";

/** What one build may take, as administrators have set it; null where there is no limit. */
export async function readBuildLimits(): Promise<BuildLimits> {
  const { maxBuildMinutes, maxLogBytes, maxImageBytes, maxMemoryBytes, maxCpus } = toSettings(
    await db.settings.findUniqueOrThrow({ where: { id: 1 } }),
  );
  return { maxBuildMinutes, maxLogBytes, maxImageBytes, maxMemoryBytes, maxCpus };
}
