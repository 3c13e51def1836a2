import { setTimeout as sleep } from "node:timers/promises";
import { SetupError } from "../setup-error.ts";

export const ADMINISTRATOR = { email: "admin@example.com", password: "a long password" };

export interface Build {
  id: string;
  status: "queued" | "running" | "succeeded" | "failed" | "canceled";
  tag: string;
  digest: string | null;
  reference: string | null;
  attempt: number;
  error: { message: string } | null;
}

/** A person at the site's API. */
export interface Site {
  health(): Promise<{ workers: number; database: string }>;
  workers(): Promise<{ items: { name: string; details: { diskBytes: number | null } | null }[] }>;
  /** Makes an image and asks for its first build. */
  build(image: string, dockerfile: string): Promise<Build>;
  get(build: Build): Promise<Build>;
  log(build: Build): Promise<string>;
}

const TEAM = "media";

/** Waits for a site, signs in as its administrator and makes a team if it has none. */
export async function signIn(address: string): Promise<Site> {
  await until(
    "the site",
    () => fetch(`${address}/api/v1/health`),
    ({ ok }) => ok,
  );
  const signedIn = await fetch(`${address}/api/auth/sign-in/email`, {
    method: "POST",
    headers: { "content-type": "application/json", origin: address },
    body: JSON.stringify(ADMINISTRATOR),
  });
  const cookie = signedIn.headers.get("set-cookie")?.split(";")[0];
  if (!cookie) throw new SetupError(`Nobody could sign in: ${signedIn.status} ${await signedIn.text()}`);
  const call = async (method: string, path: string, body?: object) => {
    const headers = { cookie, origin: address, ...(body && { "content-type": "application/json" }) };
    // A server that restarts refuses a connection, which says nothing about the request.
    const answer = await patiently(() =>
      fetch(`${address}/api/v1${path}`, { method, headers, body: body ? JSON.stringify(body) : null }),
    );
    const text = await answer.text();
    if (!answer.ok) throw new SetupError(`${method} ${path}: ${answer.status} ${text.slice(0, 300)}`);
    return text;
  };
  const json = async (...request: Parameters<typeof call>) => JSON.parse(await call(...request));
  const teams: { items: { name: string }[] } = await json("GET", "/teams");
  if (!teams.items.some(({ name }) => name === TEAM)) await json("POST", "/teams", { name: TEAM });
  return {
    health: () => json("GET", "/health"),
    workers: () => json("GET", "/workers"),
    build: async (image, dockerfile) => {
      await json("POST", `/teams/${TEAM}/images`, { name: image, dockerfile });
      return json("POST", `/teams/${TEAM}/images/${image}/builds`, {});
    },
    get: ({ id }) => json("GET", `/builds/${id}`),
    log: ({ id }) => call("GET", `/builds/${id}/log`),
  };
}

async function patiently(request: () => Promise<Response>): Promise<Response> {
  const deadline = Date.now() + 60_000;
  for (;;) {
    try {
      return await request();
    } catch (error) {
      if (Date.now() > deadline) throw error;
      await sleep(200);
    }
  }
}

/** Asks again and again until the answer is one to go on with. @throws SetupError after `seconds` */
export async function until<T>(
  what: string,
  ask: () => Promise<T>,
  enough: (answer: T) => boolean,
  seconds = 120,
): Promise<T> {
  const deadline = Date.now() + seconds * 1000;
  let last: unknown;
  while (Date.now() < deadline) {
    try {
      const answer = await ask();
      if (enough(answer)) return answer;
      last = JSON.stringify(answer);
    } catch (error) {
      last = error;
    }
    await sleep(250);
  }
  throw new SetupError(`${what}: not within ${seconds} s; last ${String(last).slice(0, 400)}`);
}
