import { execFileSync } from "node:child_process";
import { randomUUID } from "node:crypto";
import { existsSync, readdirSync, readFileSync, realpathSync } from "node:fs";
import { createServer, type RequestListener, request } from "node:http";
import { type AddressInfo, connect, createServer as createTcpServer, type Socket } from "node:net";
import { buffer } from "node:stream/consumers";
import { pack } from "tar-stream";
import { type BuildEvent, type BuildOptions, buildImage } from "#worker/docker/build-image";
import { callEngine } from "#worker/docker/call-engine";
import { connectEngine, type Engine } from "#worker/docker/connect-engine";

/** The engine that DOCKER_HOST names. There is no engine to fall back on: tests without one must fail. */
export function testEngine(): Engine {
  return connectEngine(required("DOCKER_HOST"));
}

/** host:port of a real registry that wants no credentials. */
export function testRegistry(): string {
  return required("BAKEHOUSE_TEST_REGISTRY");
}

function required(name: string): string {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set: these tests need the real thing`);
  return value;
}

/** Different each time, so that no build is answered from an earlier one's cache. */
export const nonce = () => randomUUID().slice(0, 8);

const programs = ["/bin/sh", "/bin/cat", "/bin/sleep", "/usr/bin/head", "/usr/bin/tr", "/usr/bin/seq"];
const baseName = "bakehouse-test:base";

/**
 * The name of a base image that can run shell commands, made of this machine's own shell and a few programs
 * with the libraries they need: a few megabytes, which any registry is quickly sent.
 * @param more programs than these; the image then has a name of its own
 */
export async function testBase(engine: Engine, more: string[] = []): Promise<string> {
  const files = new Set([...programs, ...more].filter((path) => existsSync(path)));
  for (const program of [...files]) {
    const linked = execFileSync("ldd", [program], { encoding: "utf8" });
    for (const [path] of linked.matchAll(/\/\S+/g)) files.add(path);
  }
  const archive = pack();
  for (const path of files) {
    const header = { name: path.slice(1), mode: 0o755, mtime: new Date(0) };
    archive.entry(header, readFileSync(realpathSync(path)));
  }
  archive.entry(
    { name: "etc/passwd", mtime: new Date(0) },
    "root:x:0:0::/:/bin/sh\nnobody:x:65534:65534::/:/bin/sh\n",
  );
  archive.finalize();
  const name = [baseName, ...more.map((path) => path.split("/").at(-1))].join("-");
  const [repo = "", tag = ""] = name.split(":");
  const query = { fromSrc: "-", repo, tag };
  const body = await buffer(archive);
  await callEngine(engine, { doing: "Cannot import", method: "POST", path: "/images/create", query, body });
  return name;
}

/** All events of a build; the last one is how it ended. */
export async function buildToEnd(engine: Engine, options: Partial<BuildOptions> & { dockerfile: string }) {
  const events: BuildEvent[] = [];
  const tag = `bakehouse-test:${nonce()}`;
  for await (const event of buildImage(engine, { tag, buildId: nonce(), ...options })) events.push(event);
  const end = events.at(-1)!;
  const output = events.flatMap((event) => (event.type === "log" ? [...event.bytes] : []));
  return { events, end, tag: options.tag ?? tag, output: Buffer.from(output).toString() };
}

/** Builds an image that is like no other and returns its id. */
export async function buildAny(engine: Engine, tag: string, lines: string[] = []): Promise<string> {
  const dockerfile = [`FROM ${await testBase(engine)}`, `ENV NONCE=${nonce()}`, ...lines].join("\n");
  const { end } = await buildToEnd(engine, { dockerfile, tag });
  if (end.type !== "built") throw new Error(`the build ended with ${JSON.stringify(end)}`);
  return end.imageId;
}

export async function removeImage(engine: Engine, name: string): Promise<void> {
  const doing = `Cannot remove ${name}`;
  await callEngine(engine, { doing, method: "DELETE", path: `/images/${name}`, query: { force: "1" } }).catch(
    () => {},
  );
}

/** Whether a process with this text in its command line runs on this machine, in a container or not. */
export function isRunning(text: string): boolean {
  return commandLines().some((line) => line.includes(text));
}

/** How many processes of exactly this command run on this machine at this moment. */
export function countRunning(...command: string[]): number {
  const whole = command.map((word) => `${word}\0`).join("");
  return commandLines().filter((line) => line === whole).length;
}

/** Looks from now on how often a command runs at once on this machine; returns how to end that, and the most that was seen. */
export function watchCommand(...command: string[]): () => number {
  let most = 0;
  const timer = setInterval(() => {
    most = Math.max(most, countRunning(...command));
  }, 20);
  return () => {
    clearInterval(timer);
    return most;
  };
}

/** Of all processes but this one, each word ended by a NUL. */
function commandLines(): string[] {
  const pids = readdirSync("/proc").filter((pid) => /^\d+$/.test(pid) && pid !== String(process.pid));
  return pids.flatMap((pid) => {
    try {
      return readFileSync(`/proc/${pid}/cmdline`, "utf8");
    } catch {
      return [];
    }
  });
}

/** The test engine behind a connection that can be cut, as it is when an engine is killed. */
export async function cuttableEngine(): Promise<{ engine: Engine; cut: (how: "reset" | "end") => void }> {
  const address = new URL(required("DOCKER_HOST"));
  const sockets = new Set<Socket>();
  const server = createTcpServer((client) => {
    const upstream =
      address.protocol === "unix:"
        ? connect(address.pathname)
        : connect(Number(address.port), address.hostname);
    for (const socket of [client, upstream]) socket.on("error", () => {});
    client.pipe(upstream).pipe(client);
    sockets.add(client);
    client.on("close", () => upstream.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  server.unref();
  const cut = (how: "reset" | "end") => {
    server.close();
    for (const socket of sockets) how === "reset" ? socket.resetAndDestroy() : socket.destroySoon();
  };
  return { engine: connectEngine(`tcp://127.0.0.1:${(server.address() as AddressInfo).port}`), cut };
}

/** The test engine behind a connection that can be made to pass nothing on, as a broken network does, without closing. */
export async function stallableEngine(): Promise<{ address: string; stall: () => void; goOn: () => void }> {
  const address = new URL(required("DOCKER_HOST"));
  const sockets = new Set<Socket>();
  let stalled = false;
  const server = createTcpServer((client) => {
    const upstream =
      address.protocol === "unix:"
        ? connect(address.pathname)
        : connect(Number(address.port), address.hostname);
    for (const [socket, other] of [
      [client, upstream],
      [upstream, client],
    ] as const) {
      socket.on("error", () => {});
      socket.on("data", (bytes) => void other.write(bytes));
      socket.on("close", () => other.destroy());
      socket.on("close", () => sockets.delete(socket));
      if (stalled) socket.pause();
      sockets.add(socket);
    }
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  server.unref();
  return {
    address: `tcp://127.0.0.1:${(server.address() as AddressInfo).port}`,
    stall: () => {
      stalled = true;
      for (const socket of sockets) socket.pause();
    },
    goOn: () => {
      stalled = false;
      for (const socket of sockets) socket.resume();
    },
  };
}

/** host:port of a server on the loopback that answers as it is told, until the process ends. */
export async function serve(listener: RequestListener): Promise<string> {
  const server = createServer((incoming, answer) => {
    incoming.on("error", () => {});
    listener(incoming, answer);
  });
  // As an engine does with a build's session.
  server.on("upgrade", (_, socket) => {
    socket.on("error", () => {});
    socket.write("HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: h2c\r\n\r\n");
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  server.unref();
  return `127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** host:port where nobody listens. */
export async function closedPort(): Promise<string> {
  const server = createTcpServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return `127.0.0.1:${port}`;
}

/**
 * The test registry behind a door that asks for a password, either way registries do; or that gives a token to
 * anyone, as public ones do, when no user name is given.
 */
export async function guardedRegistry(
  scheme: "basic" | "bearer",
  username?: string,
  password?: string,
  onRequest: (url: string) => void = () => {},
): Promise<string> {
  const [hostname, port] = testRegistry().split(":");
  const basic = username && `Basic ${Buffer.from(`${username}:${password}`).toString("base64")}`;
  const token = nonce();
  const refusal = JSON.stringify({ errors: [{ code: "UNAUTHORIZED", message: "authentication required" }] });
  return serve((incoming, answer) => {
    const { url = "", method, headers } = incoming;
    onRequest(url);
    if (url.startsWith("/token")) {
      const isRight = headers.authorization === (basic || undefined);
      answer.writeHead(isRight ? 200 : 401, { "content-type": "application/json" });
      answer.end(isRight ? JSON.stringify({ token, expires_in: 60 }) : refusal);
    } else if (headers.authorization !== (scheme === "basic" ? basic : `Bearer ${token}`)) {
      const realm =
        scheme === "basic"
          ? 'Basic realm="test"'
          : `Bearer realm="http://${headers.host}/token",service="test"`;
      answer.writeHead(401, { "content-type": "application/json", "www-authenticate": realm }).end(refusal);
    } else {
      const upstream = request({ hostname, port, path: url, method, headers }, (response) => {
        answer.writeHead(response.statusCode ?? 500, response.headers);
        response.pipe(answer);
      });
      upstream.on("error", () => answer.destroy());
      incoming.pipe(upstream);
    }
  });
}
