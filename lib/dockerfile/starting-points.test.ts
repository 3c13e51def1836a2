import { expect, test } from "vitest";
import { checkDockerfile } from "#lib/dockerfile/check-dockerfile";
import { listBases } from "#lib/dockerfile/list-bases";
import { startingPoints } from "#lib/dockerfile/starting-points";

test.each(startingPoints)("$id keeps the rules that it teaches", ({ dockerfile, teaches, suggestedName }) => {
  expect(checkDockerfile(dockerfile)).toEqual([]);
  expect(listBases(dockerfile).bases.map(({ name }) => name)).toEqual(["codex-base:latest"]);
  expect(teaches.length).toBeGreaterThan(1);
  expect(suggestedName).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
  // Exact versions of everything that comes from npm and PyPI.
  for (const [, packages] of dockerfile.matchAll(/npm install --global ([^&]+)/g)) {
    for (const name of packages!.match(/[@\w./-]+/g)!) expect(name).toMatch(/.@\d+\.\d+\.\d+$/);
  }
  for (const [, packages] of dockerfile.matchAll(/pip install --no-cache-dir([^&]+?)(?=\n\n|&&|$)/g)) {
    for (const name of packages!.match(/[^\s\\"]+/g)!) expect(name).toMatch(/==\d+(\.\d+)+$/);
  }
  for (const run of dockerfile.split("\n\n").filter((part) => /^[^#]*apt-get install/m.test(part))) {
    expect(run).toMatch(/apt-get update \\\n.*--no-install-recommends[\s\S]*rm -rf \/var\/lib\/apt\/lists/);
  }
  expect(dockerfile.split("npm install").length).toBe(dockerfile.split("npm cache clean --force").length);
});

test("have ids of their own", () => {
  expect(new Set(startingPoints.map(({ id }) => id)).size).toBe(startingPoints.length);
});
