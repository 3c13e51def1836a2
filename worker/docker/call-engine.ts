import type { IncomingMessage } from "node:http";
import { addAbortSignal } from "node:stream";
import { json } from "node:stream/consumers";
import type { Engine } from "#worker/docker/connect-engine";
import { EngineError } from "#worker/docker/engine-error";

/** What a registry knows us by. */
export interface Credentials {
  username: string;
  password: string;
}

export interface EngineRequest {
  /** Opens the sentence of an error: "Cannot pull codex-base:latest". */
  doing: string;
  method: "GET" | "POST" | "DELETE";
  path: string;
  query?: Record<string, string>;
  /** Sent as X-Registry-Auth. Null for an empty one, which the engine wants with every push. */
  credentials?: Credentials | null;
  body?: Buffer;
  signal?: AbortSignal | undefined;
}

/**
 * The engine's answer, as soon as its head is there. Aborting the signal destroys the connection, before that
 * and after, and that is what ends the work in the engine too.
 * @throws EngineError; the signal's reason once it is aborted.
 */
export async function openStream(engine: Engine, request: EngineRequest): Promise<IncomingMessage> {
  const { doing, method, path, query, credentials, body, signal } = request;
  signal?.throwIfAborted();
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    engine.docker.modem.dial(
      {
        method,
        path: `${path}?`,
        options: { _query: query ?? {}, _body: {} },
        isStream: true,
        statusCodes: { 200: true, 201: true, 204: true },
        ...(credentials !== undefined && { authconfig: { ...credentials } }),
        ...(body && { file: body }),
        ...(signal && { abortSignal: signal }),
      },
      (error, answer) => {
        if (error) reject(signal?.aborted ? signal.reason : toEngineError(engine, doing, error));
        else resolve(answer as IncomingMessage);
      },
    );
  });
  return signal ? addAbortSignal(signal, response) : response;
}

/**
 * The JSON that the engine answers, or undefined for an empty answer.
 * @param timeoutMs for the whole call; the engine may be asking a registry meanwhile.
 * @throws EngineError; the signal's reason once it is aborted.
 */
export async function callEngine(
  engine: Engine,
  request: EngineRequest,
  timeoutMs = 60_000,
): Promise<unknown> {
  const timeout = AbortSignal.timeout(timeoutMs);
  const signal = request.signal ? AbortSignal.any([request.signal, timeout]) : timeout;
  try {
    const response = await openStream(engine, { ...request, signal });
    const length = response.headers["content-length"];
    if (length === "0" || response.statusCode === 204) {
      response.resume();
      return undefined;
    }
    return await json(response);
  } catch (error) {
    request.signal?.throwIfAborted();
    if (error instanceof EngineError) throw error;
    if (timeout.aborted) {
      throw new EngineError("timeout", `${request.doing}: no answer within ${timeoutMs / 1000} s`);
    }
    throw cutOff(engine, request.doing, error);
  }
}

/** For an answer of the engine that ends too soon, or is none of an engine's. */
export function cutOff(engine: Engine, doing: string, cause?: unknown): EngineError {
  return new EngineError(
    "unreachable",
    `${doing}: the Docker engine at ${engine.address} broke off its answer`,
    {
      cause,
    },
  );
}

function toEngineError(engine: Engine, doing: string, error: Error & { statusCode?: number }): EngineError {
  if (error.statusCode) {
    const text = error.message.replace(/^\(HTTP code \d+\) unexpected - /, "");
    return EngineError.fromMessage(doing, text, error.statusCode);
  }
  const text = `${doing}: the Docker engine at ${engine.address} does not answer (${error.message})`;
  return new EngineError("unreachable", text, { cause: error });
}
