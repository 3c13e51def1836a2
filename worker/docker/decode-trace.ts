import protobuf from "protobufjs/light.js";

export interface VertexState {
  type: "vertex";
  /** BuildKit's name of the step: the same step of another build has the same. */
  digest: string;
  /** "[stage-1 2/3] RUN make" */
  name: string;
  /** Digests of the steps it builds on. */
  inputs: string[];
  cached: boolean;
  startedAt: Date | null;
  completedAt: Date | null;
  error: string | null;
}

export interface LogOutput {
  type: "log";
  /** The digest of the step that printed it. */
  vertex: string;
  stderr: boolean;
  at: Date;
  /** As printed: cut anywhere, in any encoding. */
  bytes: Uint8Array;
}

// The part we read of moby.buildkit.v1.StatusResponse, as BuildKit's api/services/control/control.proto has it.
const timestamp = { fields: { seconds: { type: "int64", id: 1 }, nanos: { type: "int32", id: 2 } } };
const vertex = {
  fields: {
    digest: { type: "string", id: 1 },
    inputs: { rule: "repeated", type: "string", id: 2 },
    name: { type: "string", id: 3 },
    cached: { type: "bool", id: 4 },
    started: { type: "Timestamp", id: 5 },
    completed: { type: "Timestamp", id: 6 },
    error: { type: "string", id: 7 },
  },
};
const log = {
  fields: {
    vertex: { type: "string", id: 1 },
    timestamp: { type: "Timestamp", id: 2 },
    stream: { type: "int64", id: 3 },
    msg: { type: "bytes", id: 4 },
  },
};
const status = {
  fields: {
    vertexes: { rule: "repeated", type: "Vertex", id: 1 },
    logs: { rule: "repeated", type: "Log", id: 3 },
  },
};
const statusResponse = protobuf.Root.fromJSON({
  nested: { Timestamp: timestamp, Vertex: vertex, Log: log, Status: status },
}).lookupType("Status");

/**
 * The states and output in one `moby.buildkit.trace` message, states first. A step is told of again with
 * every change; it may start and complete more than once.
 * @param aux base64 of the protobuf message.
 */
export function decodeTrace(aux: string): (VertexState | LogOutput)[] {
  const message = statusResponse.decode(Buffer.from(aux, "base64")) as unknown as RawStatus;
  const states = message.vertexes.map(
    (raw): VertexState => ({
      type: "vertex",
      digest: raw.digest,
      name: raw.name,
      inputs: raw.inputs,
      cached: raw.cached,
      startedAt: raw.started ? toDate(raw.started) : null,
      completedAt: raw.completed ? toDate(raw.completed) : null,
      error: raw.error || null,
    }),
  );
  const logs = message.logs.map(
    (raw): LogOutput => ({
      type: "log",
      vertex: raw.vertex,
      stderr: Number(raw.stream) === 2,
      at: toDate(raw.timestamp ?? { seconds: 0, nanos: 0 }),
      bytes: raw.msg,
    }),
  );
  return [...inputsFirst(states), ...logs];
}

/** BuildKit tells of steps in no order; here each stands after those it builds on. */
function inputsFirst(states: VertexState[]): VertexState[] {
  const waiting = new Map(states.map((state) => [state.digest, state]));
  const used = new Set(states.flatMap((state) => state.inputs));
  const ordered: VertexState[] = [];
  const place = (digest: string) => {
    const state = waiting.get(digest);
    if (!state) return;
    waiting.delete(digest);
    for (const input of state.inputs) place(input);
    ordered.push(state);
  };
  for (const { digest } of states) if (!used.has(digest)) place(digest);
  return ordered;
}

const toDate = ({ seconds, nanos }: RawTimestamp) =>
  new Date(Number(seconds) * 1000 + Math.floor(nanos / 1e6));

interface RawTimestamp {
  seconds: number;
  nanos: number;
}

interface RawStatus {
  vertexes: {
    digest: string;
    inputs: string[];
    name: string;
    cached: boolean;
    started: RawTimestamp | null;
    completed: RawTimestamp | null;
    error: string;
  }[];
  logs: { vertex: string; timestamp: RawTimestamp | null; stream: number; msg: Uint8Array }[];
}
