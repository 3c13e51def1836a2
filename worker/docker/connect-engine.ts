import { Agent } from "node:http";
import { Agent as TlsAgent } from "node:https";
import { inspect } from "node:util";
import Docker from "dockerode";
import type { EngineTls } from "#worker/docker/engine-tls";

/** A handle on one Docker engine. Connects anew for each call, so it outlives the engine's restarts. */
export interface Engine {
  readonly docker: Docker;
  /** As people write it: "unix:///var/run/docker.sock". */
  readonly address: string;
}

const defaultHost = "unix:///var/run/docker.sock";

/**
 * The engine that a DOCKER_HOST value names: `unix:///path`, `tcp://host:port`, or undefined for the default
 * socket. Opens no connection.
 * @param tls for an engine at `tcp://` that wants it
 * @throws TypeError on any other form.
 */
export function connectEngine(dockerHost: string = defaultHost, tls: EngineTls | null = null): Engine {
  const target = parseHost(dockerHost);
  const isTls = tls !== null && !target.socketPath;
  const agent = isTls ? new TlsAgent({ ...tls, keepAlive: false }) : new Agent({ keepAlive: false });
  // docker-modem puts into words what it sends, whether anyone reads that or not: a tenth of what a small build costs.
  Object.assign(agent, { [inspect.custom]: () => "Agent" });
  // `host` is given even when undefined: otherwise dockerode takes what is missing from the environment.
  const options = { host: undefined, agent, ...target, ...(isTls && { protocol: "https" as const }) };
  return { docker: new Docker(options), address: dockerHost };
}

function parseHost(dockerHost: string): Docker.DockerOptions {
  const socketPath = /^unix:\/\/(\/.+)$/.exec(dockerHost)?.[1];
  if (socketPath) return { socketPath };
  const url = URL.parse(dockerHost);
  if (!url || !/^(tcp|http):$/.test(url.protocol) || !url.hostname || !url.port) {
    throw new TypeError(`DOCKER_HOST must be unix:///path or tcp://host:port, not "${dockerHost}"`);
  }
  return { host: url.hostname, port: url.port, protocol: "http" };
}
