import { expect, test } from "vitest";
import { readRuntimes } from "#lib/base-images/read-runtimes";

test("runtimes are read from labels, and from the variables of Docker Hub's official images", () => {
  const env = ["PATH=/usr/bin", "NODE_VERSION=24.4.0", "PYTHON_VERSION=3.12.1", "GOLANG_VERSION="];
  const labels = { "bakehouse.runtime.python": "3.13.5", "org.opencontainers.image.title": "base" };
  expect(readRuntimes({ env, labels })).toEqual({ node: "24.4.0", python: "3.13.5" });
});
