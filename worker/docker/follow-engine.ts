import type { IncomingMessage } from "node:http";
import { cutOff, type EngineRequest, openStream } from "#worker/docker/call-engine";
import type { Engine } from "#worker/docker/connect-engine";
import { EngineError } from "#worker/docker/engine-error";

/**
 * The objects of an endpoint that answers with JSON lines, each as soon as its line is whole. Reads no faster
 * than they are taken; a consumer that stops early closes the connection, which ends the work in the engine.
 * @throws EngineError "unreachable" when the answer is cut off; the signal's reason once it is aborted.
 */
export async function* followEngine<Message>(
  engine: Engine,
  request: EngineRequest,
): AsyncGenerator<Message, void, undefined> {
  try {
    for await (const line of readLines(await openStream(engine, request))) yield JSON.parse(line) as Message;
  } catch (error) {
    request.signal?.throwIfAborted();
    throw error instanceof EngineError ? error : cutOff(engine, request.doing, error);
  }
}

async function* readLines(response: IncomingMessage): AsyncGenerator<string, void, undefined> {
  const decoder = new TextDecoder();
  let rest = "";
  for await (const chunk of response) {
    const text = decoder.decode(chunk, { stream: true });
    let start = 0;
    for (let end = text.indexOf("\n"); end !== -1; end = text.indexOf("\n", start)) {
      const line = rest + text.slice(start, end);
      rest = "";
      start = end + 1;
      if (line.trim()) yield line;
    }
    rest += text.slice(start);
  }
  if (rest.trim()) yield rest;
}
