import { callEngine } from "#worker/docker/call-engine";
import type { Engine } from "#worker/docker/connect-engine";

export interface HistoryStep {
  /** As a Dockerfile has it: "RUN apt-get update". */
  instruction: string;
  /** Uncompressed. */
  bytes: number;
}

/**
 * What made an image's layers, the newest first, those of its base included.
 * @throws EngineError
 */
export async function imageHistory(
  engine: Engine,
  image: string,
  signal?: AbortSignal,
): Promise<HistoryStep[]> {
  const request = { doing: `Cannot read the history of ${image}`, method: "GET", signal } as const;
  const entries = (await callEngine(engine, { ...request, path: `/images/${image}/history` })) as {
    CreatedBy?: string;
    Comment?: string;
    Size: number;
  }[];
  return entries.map(({ CreatedBy, Comment, Size }) => ({
    instruction: instructionOf(CreatedBy || Comment || "a layer without a name"),
    bytes: Size,
  }));
}

/** "RUN /bin/sh -c make # buildkit" is "RUN make". */
function instructionOf(createdBy: string): string {
  return createdBy
    .replace(/ # buildkit$/, "")
    .replace(/^(RUN )?(?:\|\d+ .*?)?\/bin\/sh -c (?:#\(nop\) +)?/, "$1")
    .replace(/\s+/g, " ")
    .trim();
}
