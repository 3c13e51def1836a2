import { request as httpRequest } from "node:http";
import { request as httpsRequest } from "node:https";

const TIMEOUT_MS = 5000;

/** Asks a Docker engine for its version; `problem` says why it does not answer, null when it does. */
export function askEngine(host: string): Promise<{ version: string | null; problem: string | null }> {
  return new Promise((resolve) => {
    const fail = (problem: string) => resolve({ version: null, problem });
    const url = new URL(host.replace(/^tcp:/, process.env.DOCKER_TLS_VERIFY ? "https:" : "http:"));
    const target =
      url.protocol === "unix:"
        ? { socketPath: url.pathname }
        : { host: url.hostname, port: url.port || 2375 };
    const send = url.protocol === "https:" ? httpsRequest : httpRequest;
    const call = send({ ...target, path: "/version", timeout: TIMEOUT_MS }, (response) => {
      let body = "";
      response.setEncoding("utf8");
      response.on("data", (text) => {
        body += text;
      });
      response.on("end", () => {
        try {
          resolve({ version: (JSON.parse(body) as { Version: string }).Version, problem: null });
        } catch {
          fail(`it answered ${response.statusCode} and no version`);
        }
      });
    });
    call.on("timeout", () => call.destroy(new Error(`no answer in ${TIMEOUT_MS / 1000} s`)));
    call.on("error", (error: NodeJS.ErrnoException) => fail(error.message || String(error.code)));
    call.end();
  });
}
