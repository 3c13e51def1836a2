// biome-ignore-all lint/suspicious/noTemplateCurlyInString: shells have variables of their own.
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Context } from "#lib/auth/context";
import type { Build } from "#lib/builds/schemas";
import { env } from "#lib/env";
import { makeImage, makeOwner } from "#lib/testing/make";
import { getUseImage } from "#lib/use-image/get-use-image";
import { nonce, testRegistry } from "#worker/docker/test-engine";
import { buildToEnd } from "#worker/testing-builds";
import { docker } from "#worker/testing-docker";
import { type RunningWorker, startWorker } from "#worker/worker";

// A real base, real packages from the network, and both ways to get them: this takes a minute or two.
const MINUTES = 5 * 60_000;

const dockerfile = (base: string) => `FROM ${base}
ARG DEBIAN_FRONTEND=noninteractive
ARG SEMVER=7.6.3
LABEL made=${nonce()}

RUN apt-get -o Acquire::Retries=3 update \\
    && apt-get install --yes --no-install-recommends \\
      # What it is tried with is small.
      jq \\
      tree \\
    && rm -rf /var/lib/apt/lists/*

ENV VIRTUAL_ENV=/opt/venv TOOL_VERSION=$SEMVER
ENV PATH=$VIRTUAL_ENV/bin:$PATH
RUN python3 -m venv "$VIRTUAL_ENV" && pip install --no-cache-dir six==1.16.0
RUN ["npm", "install", "--global", "semver@7.6.3"]

WORKDIR /srv/data
RUN printf '%s\\n' "from $(pwd) with $SEMVER" > made.txt
USER nobody
EXPOSE 8080
ENTRYPOINT ["/usr/bin/env"]
CMD ["bash"]
`;

let ctx: Context;
let worker: RunningWorker;
const containers: string[] = [];

/** A container of an image that waits to be told what to do, as root. */
async function startContainer(image: string): Promise<(script: string) => Promise<string>> {
  const id = (
    await docker(["run", "--detach", "--user", "root", "--entrypoint", "sleep", image, "3600"])
  ).trim();
  containers.push(id);
  return (script) => docker(["exec", "--interactive", id, "bash", "-s"], script);
}

beforeAll(async () => {
  env().BAKEHOUSE_REGISTRY = testRegistry();
  ctx = await makeOwner();
  worker = await startWorker({ dockerHost: process.env.DOCKER_HOST, concurrency: 1 });
});
afterAll(async () => {
  await worker?.stop(0);
  if (containers.length > 0) await docker(["rm", "--force", ...containers]);
});

const inventory = {
  apt: "dpkg-query --show --showformat='${Package} ${Version} ${db:Status-Status}\\n'",
  npm: "npm ls --global --depth=0 --json",
  pip: "/opt/venv/bin/pip list --format=freeze --disable-pip-version-check",
  files: "cat /srv/data/made.txt; ls /var/lib/apt/lists",
};

async function takeInventory(run: (script: string) => Promise<string>): Promise<Record<string, string>> {
  const found: Record<string, string> = {};
  for (const [what, command] of Object.entries(inventory)) found[what] = await run(command);
  return found;
}

test("on the bare base, the setup script brings what the image has, but for what it lists", {
  timeout: MINUTES,
}, async () => {
  const base = process.env.BAKEHOUSE_TEST_BASE;
  if (!base) throw new Error("BAKEHOUSE_TEST_BASE is not set: this test needs a real base image");
  const image = await makeImage(ctx, { dockerfile: dockerfile(base) });
  const build: Build = await buildToEnd(ctx, image);
  expect(build).toMatchObject({ status: "succeeded", error: null });

  const { tabs } = await getUseImage(ctx, { team: image.team, image: image.name });
  const codex = tabs.find(({ id }) => id === "codex-cloud");
  const [setup, maintenance] = codex?.files.map(({ text }) => text) ?? [];
  const listed = codex?.notes.flatMap((note) => /^Not carried over, line \d+, (\w+)/.exec(note)?.[1] ?? []);
  expect(listed).toEqual(["FROM", "LABEL", "USER", "EXPOSE", "ENTRYPOINT", "CMD"]);

  const inImage = await startContainer(build.reference ?? "");
  const onBase = await startContainer(build.bases[0]?.reference ?? "");
  const bare = await onBase(inventory.apt);
  await onBase(setup ?? "");
  const [expected, brought] = [await takeInventory(inImage), await takeInventory(onBase)];
  expect(brought).toEqual(expected);

  // It brought something: the packages were not there before, and are usable.
  expect(bare).not.toMatch(/^(?:jq|tree) /m);
  expect(brought.apt).toMatch(/^jq .* installed$/m);
  expect(brought.pip).toContain("six==1.16.0\n");
  expect(JSON.parse(brought.npm ?? "{}").dependencies.semver.version).toBe("7.6.3");
  expect(brought.files).toBe("from /srv/data with 7.6.3\n");

  // What ENV sets is there for shells that begin later, in the same words.
  const variables = 'printf "%s\\n" "$VIRTUAL_ENV" "$TOOL_VERSION" "$PATH" "${DEBIAN_FRONTEND-}"';
  expect(await onBase(`. ~/.bashrc\n${variables}`)).toBe(await inImage(variables));

  // A second run does nothing again; the maintenance script brings back what went missing.
  const before = Date.now();
  await onBase(setup ?? "");
  expect(Date.now() - before).toBeLessThan(10_000);
  await onBase("apt-get remove --yes jq");
  expect(await onBase(inventory.apt)).not.toMatch(/^jq .* installed$/m);
  await onBase(maintenance ?? "");
  expect(await onBase(inventory.apt)).toBe(expected.apt);
});
