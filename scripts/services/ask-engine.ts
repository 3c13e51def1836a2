import { request as httpRequest } from "node:http";
import { request as httpsRequest } from "node:https";
import { readEngineTls } from "../../worker/docker/engine-tls.ts";

const TIMEOUT_MS = 5000;

interface EngineVersion {
  version: string | null;
  /** Why it does not answer; null when it does. */
  problem: string | null;
}

/** Asks a Docker engine for its version. Never throws. */
export async function askEngine(host: string): Promise<EngineVersion> {
  try {
    const { Version } = (await getJson(host, "/version")) as { Version: string };
    return { version: Version, problem: null };
  } catch (error) {
    return { version: null, problem: (error as Error).message };
  }
}

/** The network interface that an engine's builds hang on, "docker0"; null when it does not say. Never throws. */
export async function bridgeOf(host: string): Promise<string | null> {
  const network = (await getJson(host, "/networks/bridge").catch(() => null)) as {
    Options?: Record<string, string>;
  } | null;
  return network?.Options?.["com.docker.network.bridge.name"] ?? null;
}

async function getJson(host: string, path: string): Promise<unknown> {
  const { DOCKER_TLS_VERIFY, DOCKER_CERT_PATH } = process.env;
  const tls = host.startsWith("unix:") ? null : readEngineTls({ DOCKER_TLS_VERIFY, DOCKER_CERT_PATH });
  const url = new URL(host.replace(/^tcp:/, tls ? "https:" : "http:"));
  const target =
    url.protocol === "unix:"
      ? { socketPath: url.pathname }
      : { host: url.hostname, port: url.port || 2375, ...tls };
  const send = url.protocol === "https:" ? httpsRequest : httpRequest;
  return new Promise((resolve, reject) => {
    const call = send({ ...target, path, timeout: TIMEOUT_MS }, (response) => {
      let body = "";
      response.setEncoding("utf8");
      response.on("data", (text) => {
        body += text;
      });
      response.on("end", () => {
        try {
          resolve(JSON.parse(body));
        } catch {
          reject(new Error(`it answered ${response.statusCode} and no JSON`));
        }
      });
    });
    call.on("timeout", () => call.destroy(new Error(`no answer in ${TIMEOUT_MS / 1000} s`)));
    call.on("error", (error: NodeJS.ErrnoException) => {
      reject(error.message ? error : new Error(String(error.code)));
    });
    call.end();
  });
}
