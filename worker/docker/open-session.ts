import { randomUUID } from "node:crypto";
import { performServerHandshake, type ServerHttp2Session, type ServerHttp2Stream } from "node:http2";
import type { Duplex } from "node:stream";
import type { Engine } from "#worker/docker/connect-engine";
import { EngineError } from "#worker/docker/engine-error";

export interface Session {
  /** What a build passes as `session`. */
  id: string;
  close: () => void;
}

// Each answer is a gRPC status and, with status 0, a protobuf message.
const answers: Record<string, { status: number; message?: number[] }> = {
  // Anonymous, whichever registry asks: bases are in the engine already, so what is left to fetch is public.
  "/moby.filesync.v1.Auth/Credentials": { status: 0, message: [] },
  // Not found: a secret that is not required is then simply absent.
  "/moby.buildkit.secrets.v1.Secrets/GetSecret": { status: 5 },
  // Serving. Newer engines give up a session that does not say so.
  "/grpc.health.v1.Health/Check": { status: 0, message: [0x08, 0x01] },
};
const unimplemented = { status: 12, message: undefined };

/**
 * A BuildKit session, the line on which a build asks its client things: without one, BuildKit refuses even to
 * fetch public images from registries that hand out tokens. Ours knows no secret and no password.
 * @throws EngineError "unreachable"; the signal's reason once it is aborted.
 */
export async function openSession(engine: Engine, signal?: AbortSignal): Promise<Session> {
  signal?.throwIfAborted();
  const id = randomUUID();
  const headers = {
    Upgrade: "h2c",
    "X-Docker-Expose-Session-Uuid": id,
    "X-Docker-Expose-Session-Name": "bakehouse",
    "X-Docker-Expose-Session-Grpc-Method": Object.keys(answers),
  };
  const socket = await new Promise<Duplex>((resolve, reject) => {
    const request = {
      path: "/session",
      method: "POST",
      hijack: true,
      headers,
      statusCodes: {},
      ...(signal && { abortSignal: signal }),
    };
    engine.docker.modem.dial(request, (error, upgraded) => {
      if (!error) return resolve(upgraded as Duplex);
      if (signal?.aborted) return reject(signal.reason);
      const text = `Cannot open a build session: the Docker engine at ${engine.address} does not answer (${error.message})`;
      reject(new EngineError("unreachable", text, { cause: error }));
    });
  });
  const session: ServerHttp2Session = performServerHandshake(socket);
  session.on("stream", (stream, { ":path": path = "" }) => answer(stream, answers[path] ?? unimplemented));
  // The build's own connection tells of an engine that went away.
  session.on("error", () => {});
  socket.on("error", () => {});
  return { id, close: () => session.destroy() };
}

function answer(
  stream: ServerHttp2Stream,
  { status, message }: { status: number; message?: number[] | undefined },
) {
  stream.on("error", () => {});
  stream.resume();
  const head = { ":status": 200, "content-type": "application/grpc" };
  if (!message) {
    stream.respond({ ...head, "grpc-status": status }, { endStream: true });
    return;
  }
  stream.respond(head, { waitForTrailers: true });
  stream.on("wantTrailers", () => stream.sendTrailers({ "grpc-status": status }));
  // gRPC's frame: not compressed, the length in four bytes, the message.
  stream.end(Buffer.from([0, 0, 0, 0, message.length, ...message]));
}
