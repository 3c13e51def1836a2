import { expect, test } from "vitest";
import { registryAddress, registryOrigin } from "#lib/builds/registry-address";
import { parseEnvironment } from "#lib/env";

const [ours = ""] = registryAddress().split("/");

test.each([
  ["127.0.0.1:5000", "http://127.0.0.1:5000"],
  ["localhost", "http://localhost"],
  ["registry.example.com:5000", "https://registry.example.com:5000"],
  ["docker.io", "https://registry-1.docker.io"],
])("%s is asked at %s", (host, origin) => {
  expect(registryOrigin(host, parseEnvironment({}))).toBe(origin);
});

test("our own registry is asked where it is said, and no other is", () => {
  const environment = parseEnvironment({ BAKEHOUSE_REGISTRY_VIA: "http://registry:5000/" });
  expect(registryOrigin(ours, environment)).toBe("http://registry:5000");
  expect(registryOrigin("registry.example.com", environment)).toBe("https://registry.example.com");
});
