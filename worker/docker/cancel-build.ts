import { callEngine } from "#worker/docker/call-engine";
import type { Engine } from "#worker/docker/connect-engine";

/**
 * Ends a build that any process started, by the id it gave it; nothing happens when there is none. A build
 * whose process died needs no such call: the engine ends it when the connection closes.
 * @throws EngineError
 */
export async function cancelBuild(engine: Engine, buildId: string): Promise<void> {
  const doing = `Cannot cancel build ${buildId}`;
  await callEngine(engine, { doing, method: "POST", path: "/build/cancel", query: { id: buildId } }, 10_000);
}
