import { expect, test } from "vitest";
import { classifyMessage } from "#worker/docker/classify-message";
import { EngineError, type EngineErrorCode } from "#worker/docker/engine-error";

const host = "registry.example:5000";
const html = `"<html><head><title>404</title></head></html>"`;

// Seen from engine 20.10 in front of registries that answer so; the hosts' names are changed.
test.each<[EngineErrorCode, string, number?]>([
  ["canceled", "context canceled"],
  ["not-found", "manifest unknown: manifest unknown", 404],
  ["not-found", `manifest for ${host}/a/b:1 not found: manifest unknown: manifest unknown`, 404],
  ["not-found", "no such image: a/b:1: No such image: a/b:1", 404],
  ["not-found", `${host}/a/b:1: not found`],
  ["unauthorized", "unauthorized", 401],
  [
    "unauthorized",
    `Head "http://${host}/v2/a/b/manifests/1": unauthorized: incorrect username or password`,
    500,
  ],
  ["unauthorized", `Head "https://${host}/v2/a/b/manifests/1": no basic auth credentials`, 500],
  ["denied", "denied", 403],
  [
    "denied",
    `pull access denied for ${host}/a/b, repository does not exist or may require 'docker login': denied: requested access to the resource is denied`,
    404,
  ],
  ["quota", "denied: Quota exceeded for this project", 403],
  [
    "quota",
    "denied: adding 10.0 MiB of storage resource, which when updated to current usage of 95.0 MiB will exceed the configured upper limit of 100.0 MiB.",
    403,
  ],
  ["quota", "received unexpected HTTP status: 507 Insufficient Storage", 500],
  ["no-space", "write /var/lib/docker/tmp/GetImageBlob1: no space left on device"],
  [
    "registry-unreachable",
    `Get "http://${host}/v2/": dial tcp 127.0.0.1:2: connect: connection refused`,
    500,
  ],
  [
    "registry-unreachable",
    `Get "https://${host}/v2/": dial tcp: lookup registry.example on 10.0.0.1:53: no such host`,
    500,
  ],
  ["registry-unreachable", `Get "http://${host}/v2/": EOF`, 500],
  ["registry-unreachable", "EOF"],
  ["registry-unreachable", "received unexpected HTTP status: 502 Bad Gateway", 500],
  ["registry-unreachable", "received unexpected HTTP status: 503 Service Unavailable"],
  ["registry-unreachable", "toomanyrequests: You have reached your pull rate limit.", 429],
  [
    "registry-invalid",
    `error parsing HTTP 404 response body: invalid character '<' looking for beginning of value: ${html}`,
  ],
  [
    "registry-invalid",
    "error unmarshalling content: invalid character '<' looking for beginning of value",
    500,
  ],
  ["registry-invalid", `Get "https://${host}/v2/": x509: certificate signed by unknown authority`],
  ["registry-invalid", `Get "https://${host}/v2/": http: server gave HTTP response to HTTPS client`],
  [
    "quota",
    `error parsing HTTP 413 response body: invalid character '<' looking for beginning of value: ${html}`,
  ],
  ["invalid", "invalid reference format: repository name must be lowercase", 400],
  ["unknown", "unsupported", 405],
  ["unknown", "something nobody foresaw", 500],
])("%s: %s", (code, message, statusCode) => {
  expect(classifyMessage(message, statusCode)).toBe(code);
});

test("a repository's name is no verdict", () => {
  const named = `manifest for ${host}/quota/certificate-x509:eof not found: manifest unknown: manifest unknown`;
  expect(classifyMessage(named, 404)).toBe("not-found");
});

test("an error says what was tried and whether to try again", () => {
  const error = EngineError.fromMessage("Cannot push a/b:1", "EOF");
  expect(error).toMatchObject({
    code: "registry-unreachable",
    message: "Cannot push a/b:1: EOF",
    transient: true,
  });
  expect(EngineError.fromMessage("Cannot push a/b:1", "denied").transient).toBe(false);
});
