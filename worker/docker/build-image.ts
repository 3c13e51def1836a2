import type { EngineRequest } from "#worker/docker/call-engine";
import type { Engine } from "#worker/docker/connect-engine";
import { decodeTrace, type LogOutput, type VertexState } from "#worker/docker/decode-trace";
import { EngineError } from "#worker/docker/engine-error";
import { followEngine } from "#worker/docker/follow-engine";
import { openSession } from "#worker/docker/open-session";
import { packDockerfile } from "#worker/docker/pack-dockerfile";

export interface BuildOptions {
  dockerfile: string;
  /** Names the result in the engine: "127.0.0.1:5000/media/ffmpeg:3.2". One without a name may be pruned. */
  tag: string;
  labels?: Record<string, string>;
  /** What `cancelBuild` ends it by. */
  buildId: string;
  noCache?: boolean;
  /**
   * Images, by digest, whose steps are taken over where they are the same: from the engine's own images, else from
   * their registry, which is asked without a password.
   */
  cacheFrom?: string[];
  signal?: AbortSignal;
}

export interface ImageBuilt {
  type: "built";
  imageId: string;
}

export interface BuildFailed {
  type: "failed";
  /** In the engine's words. */
  message: string;
  /** The digest of the step that failed; null when it was none, as with a syntax error. */
  vertex: string | null;
}

export type BuildEvent = VertexState | LogOutput | ImageBuilt | BuildFailed;

/**
 * Builds a Dockerfile with BuildKit. The last event is "built" or "failed": a failed build is a result. Events
 * come as fast as they are taken. Aborting, or leaving the loop early, ends the build in the engine.
 *
 * The build knows no password and no secret: private bases must be in the engine already.
 * @throws EngineError for a fault of the engine: "unreachable" when it stopped in the middle, "canceled" when
 *   somebody else ended this build; the signal's reason once it is aborted.
 */
export async function* buildImage(
  engine: Engine,
  options: BuildOptions,
): AsyncGenerator<BuildEvent, void, undefined> {
  const { dockerfile, tag, labels = {}, buildId, noCache = false, cacheFrom = [], signal } = options;
  const doing = `Cannot build ${tag}`;
  const body = await packDockerfile(dockerfile);
  const session = await openSession(engine, signal);
  const query = {
    version: "2",
    session: session.id,
    t: tag,
    labels: JSON.stringify(labels),
    buildid: buildId,
    // The image then says in its configuration which layer is of which step, so that another engine can go on from it.
    buildargs: JSON.stringify({ BUILDKIT_INLINE_CACHE: "1" }),
    ...(cacheFrom.length > 0 && { cachefrom: JSON.stringify(cacheFrom) }),
    ...(noCache && { nocache: "1" }),
  };
  try {
    yield* followBuild(engine, { doing, method: "POST", path: "/build", query, body, signal });
  } finally {
    session.close();
  }
}

// Engine 20.10 now and then falls into sending empty traces, 100,000 a second, when a step prints much at
// once; the build then never ends. Closing the connection stops it, and a second try finds it cached.
const mostIdle = 10_000;

async function* followBuild(
  engine: Engine,
  request: EngineRequest,
): AsyncGenerator<BuildEvent, void, undefined> {
  let imageId: string | undefined;
  let idle = 0;
  const faults = new Map<string, string>();
  for await (const message of followEngine<BuildMessage>(engine, request)) {
    if (message.id === "moby.buildkit.trace") {
      idle = message.aux ? 0 : idle + 1;
      if (idle > mostIdle) {
        throw new EngineError(
          "unreachable",
          `${request.doing}: the engine got stuck and says nothing any more`,
        );
      }
      for (const event of decodeTrace(message.aux as string)) {
        if (event.type === "vertex" && event.error) faults.set(event.digest, event.error);
        yield event;
      }
    } else if (message.id === "moby.image.id") {
      imageId = (message.aux as { ID: string }).ID;
    } else if (message.error !== undefined) {
      const text = message.errorDetail?.message || message.error;
      // The answer to /build/cancel, and to nothing in a Dockerfile: a step that fails is quoted with its name.
      if (text === "context canceled") {
        throw new EngineError("canceled", `${request.doing}: canceled in the engine`);
      }
      yield { type: "failed", message: text, vertex: findFailed(faults, text) };
      return;
    }
  }
  if (!imageId) {
    throw new EngineError("unreachable", `${request.doing}: the engine stopped without a result`);
  }
  yield { type: "built", imageId };
}

// When one step fails, those beside it are ended with errors of their own.
function findFailed(faults: Map<string, string>, message: string): string | null {
  for (const [digest, fault] of faults) if (message.includes(fault)) return digest;
  for (const [digest, fault] of faults) if (!fault.includes("context canceled")) return digest;
  return null;
}

interface BuildMessage {
  id?: string;
  aux?: unknown;
  error?: string;
  errorDetail?: { message?: string };
}
