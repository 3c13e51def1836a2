import { afterAll, beforeAll, expect, test } from "vitest";
import { type ExtraEngine, extraEngine, mayStartEngines } from "#worker/testing-extra-engine";
import type { Session } from "../context.ts";
import { testingSession } from "../testing-session.ts";
import { ensureDocker } from "./docker.ts";
import { isolateBridge } from "./isolate-bridge.ts";

if (!mayStartEngines) console.warn("Not tried, as only root can: what is said of an engine that is open.");

let engine: ExtraEngine | undefined;
let session: Session;

beforeAll(async () => {
  session = testingSession();
  if (mayStartEngines) engine = await extraEngine({ isolation: null });
});
afterAll(async () => {
  await engine?.remove();
  await session.stop(new Error("done"));
});

/** What is printed when Bakehouse comes up with this engine. */
async function lines(address: string): Promise<string[]> {
  const printed: string[] = [];
  const given = process.env.DOCKER_HOST;
  process.env.DOCKER_HOST = address;
  const write = session.printer.line.bind(session.printer);
  session.printer.line = (text = "") => void printed.push(text);
  try {
    expect(await ensureDocker(session)).toBe(address);
    return printed;
  } finally {
    session.printer.line = write;
    if (given === undefined) delete process.env.DOCKER_HOST;
    else process.env.DOCKER_HOST = given;
  }
}

test.skipIf(!mayStartEngines)(
  "an engine whose builds reach this machine is warned of, until it is closed",
  async () => {
    const { address = "", bridge = "" } = engine ?? {};
    const warning = `  ! Builds reach this machine's services and metadata: npm run isolate -- --bridge ${bridge} as root closes them.`;
    expect(await lines(address)).toContain(warning);
    isolateBridge({ bridge });
    expect((await lines(address)).join("\n")).not.toContain("!");
  },
);

test("an engine that does not answer is named, with why", async () => {
  await expect(lines("unix:///nonesuch/docker.sock")).rejects.toThrow(
    /DOCKER_HOST \(unix:\/\/\/nonesuch\/docker.sock\) does not answer: .*ENOENT/,
  );
});
