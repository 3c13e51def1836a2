import { STATUS_CODES } from "node:http";
import { registryOrigin } from "#lib/builds/registry-address";
import type { Credentials } from "#worker/docker/call-engine";
import { EngineError } from "#worker/docker/engine-error";

export interface RegistryRequest {
  /** Opens the sentence of an error: "Cannot tag 127.0.0.1:5000/media/ffmpeg:latest". */
  doing: string;
  host: string;
  method: "HEAD" | "GET" | "PUT" | "POST" | "DELETE";
  path: string;
  headers?: Record<string, string>;
  body?: Uint8Array<ArrayBuffer>;
}

export interface RegistryAnswer {
  status: number;
  headers: Headers;
  bytes: Uint8Array<ArrayBuffer>;
}

const timeoutMs = 30_000;

/**
 * A registry's answer of success (2xx), having signed in the way it asks for: with Basic, or with a token
 * (docs.docker.com/reference/api/registry/auth). Plain HTTP for hosts on the loopback, HTTPS for all others.
 * @throws EngineError; the signal's reason once it is aborted.
 */
export async function requestRegistry(
  request: RegistryRequest,
  options: { credentials?: Credentials | undefined; signal?: AbortSignal | undefined },
): Promise<RegistryAnswer> {
  const { doing, host, method, path, headers, body } = request;
  const url = new URL(path, registryOrigin(host));
  const send: Send = async (target, init) => {
    const timeout = AbortSignal.timeout(timeoutMs);
    const signal = options.signal ? AbortSignal.any([options.signal, timeout]) : timeout;
    try {
      const response = await fetch(target, { ...init, signal });
      const bytes = new Uint8Array(await response.arrayBuffer());
      return { status: response.status, headers: response.headers, bytes };
    } catch (error) {
      options.signal?.throwIfAborted();
      throw unreachable(doing, target, error);
    }
  };
  const attempt = (authorization?: string) =>
    send(url, {
      method,
      body: body ?? null,
      headers: { ...headers, ...(authorization && { authorization }) },
    });

  let answer = await attempt();
  if (answer.status === 401) {
    const challenge = answer.headers.get("www-authenticate") ?? "";
    const authorization = await authorize(doing, challenge, url, options.credentials, send);
    if (authorization) answer = await attempt(authorization);
  }
  if (!isOk(answer)) throw refusal(doing, answer);
  if (/text\/html/.test(answer.headers.get("content-type") ?? "")) {
    const text = `${doing}: what answers at ${host} is a web page, not a registry`;
    throw new EngineError("registry-invalid", text);
  }
  return answer;
}

type Send = (target: URL, init: RequestInit) => Promise<RegistryAnswer>;

const isOk = ({ status }: RegistryAnswer) => status >= 200 && status < 300;

async function authorize(
  doing: string,
  challenge: string,
  registry: URL,
  credentials: Credentials | undefined,
  send: Send,
): Promise<string | undefined> {
  const pair = credentials && Buffer.from(`${credentials.username}:${credentials.password}`);
  const basic = pair && `Basic ${pair.toString("base64")}`;
  if (!/^bearer\b/i.test(challenge)) return basic;
  const parameters = new Map(
    [...challenge.matchAll(/(\w+)="([^"]*)"/g)].map(([, name, value]) => [name, value]),
  );
  const realm = URL.parse(parameters.get("realm") ?? "");
  // The registry names who gives out tokens, and that one gets the password: never over a weaker connection.
  if (!realm || (realm.protocol !== "https:" && realm.protocol !== registry.protocol)) return undefined;
  for (const name of ["service", "scope"]) {
    const value = parameters.get(name);
    if (value) realm.searchParams.set(name, value);
  }
  const answer = await send(realm, { headers: basic ? { authorization: basic } : {} });
  if (!isOk(answer)) throw refusal(doing, answer);
  const { token, access_token } = parseJson(answer) as { token?: string; access_token?: string };
  return token || access_token ? `Bearer ${token || access_token}` : undefined;
}

/** Registries answer `{errors: [{code, message}]}`; what stands before them may answer anything. */
function refusal(doing: string, answer: RegistryAnswer): EngineError {
  const { status, bytes } = answer;
  const { errors } = parseJson(answer) as { errors?: { code?: string; message?: string }[] };
  // A gateway may say 401, 403, 413, 429 and 5xx in its own words and mean the same; any other is a stranger.
  const isForeign = !errors && bytes.length > 0 && status < 500 && ![401, 403, 413, 429].includes(status);
  const said = errors
    ? errors.map(({ code, message }) => `${code?.toLowerCase()}: ${message}`).join("; ")
    : STATUS_CODES[status];
  const text = `HTTP ${status} ${said}`;
  if (isForeign)
    return new EngineError("registry-invalid", `${doing}: ${text}, in words that are no registry's`);
  return EngineError.fromMessage(doing, text, status);
}

function parseJson({ bytes }: RegistryAnswer): object {
  try {
    return Object(JSON.parse(new TextDecoder().decode(bytes)));
  } catch {
    return {};
  }
}

function unreachable(doing: string, target: URL, error: unknown): EngineError {
  const { cause, message } = error as Error;
  const reason = cause instanceof Error ? cause.message || (cause as NodeJS.ErrnoException).code : message;
  return new EngineError("registry-unreachable", `${doing}: ${target.host} does not answer (${reason})`, {
    cause: error,
  });
}
