import { Agent } from "node:http";
import { inspect } from "node:util";
import Docker from "dockerode";

/** A handle on one Docker engine. Connects anew for each call, so it outlives the engine's restarts. */
export interface Engine {
  readonly docker: Docker;
  /** As people write it: "unix:///var/run/docker.sock". */
  readonly address: string;
}

/** docker-modem puts into words what it sends, whether anyone reads that or not: a tenth of what a small build costs. */
class QuietAgent extends Agent {
  [inspect.custom]() {
    return "Agent";
  }
}

const defaultHost = "unix:///var/run/docker.sock";

/**
 * The engine that a DOCKER_HOST value names: `unix:///path`, `tcp://host:port`, or undefined for the default
 * socket. Opens no connection.
 * @throws TypeError on any other form.
 */
export function connectEngine(dockerHost: string = defaultHost): Engine {
  // `host` is given even when undefined: otherwise dockerode takes what is missing from the environment.
  const options = { host: undefined, agent: new QuietAgent({ keepAlive: false }), ...parseHost(dockerHost) };
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
