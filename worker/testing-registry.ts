import { type IncomingMessage, request, type ServerResponse } from "node:http";
import { serve, testRegistry } from "#worker/docker/test-engine";

/** For tests: the registry behind a door that can be shut to some requests. */
export interface HeldRegistry {
  /** host:port */
  host: string;
  /** From now on, requests that this holds for wait, or are answered by it. */
  hold: (which: (request: { method: string; url: string }) => boolean, answer?: RequestAnswer) => void;
  /** Resolves when a request waits. */
  held: () => Promise<void>;
  /** Lets all go on that wait, and holds no more. */
  release: () => void;
}

export type RequestAnswer = (response: ServerResponse) => void;

export async function heldRegistry(): Promise<HeldRegistry> {
  const [hostname, port] = testRegistry().split(":");
  let which: ((request: { method: string; url: string }) => boolean) | undefined;
  let answerAs: RequestAnswer | undefined;
  const waiting: (() => void)[] = [];
  const heard: (() => void)[] = [];

  function forward(incoming: IncomingMessage, answer: ServerResponse): void {
    const { method, url, headers } = incoming;
    const upstream = request({ hostname, port, path: url, method, headers }, (response) => {
      answer.writeHead(response.statusCode ?? 500, response.headers);
      response.pipe(answer);
    });
    upstream.on("error", () => answer.destroy());
    incoming.pipe(upstream);
  }

  const host = await serve((incoming, answer) => {
    const { method = "", url = "" } = incoming;
    if (!which?.({ method, url })) return forward(incoming, answer);
    if (answerAs) {
      incoming.resume();
      return answerAs(answer);
    }
    waiting.push(() => forward(incoming, answer));
    for (const resolve of heard.splice(0)) resolve();
  });
  return {
    host,
    hold: (hold, answer) => {
      which = hold;
      answerAs = answer;
    },
    held: () => (waiting.length > 0 ? Promise.resolve() : new Promise((resolve) => heard.push(resolve))),
    release: () => {
      which = undefined;
      for (const go of waiting.splice(0)) go();
    },
  };
}
