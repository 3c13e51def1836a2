import { expect, test } from "vitest";
import { parseReference } from "#worker/docker/parse-reference";

const digest = `sha256:${"a".repeat(64)}`;

test.each([
  ["debian", "docker.io", "library/debian", null, null],
  ["codex-base:latest", "docker.io", "library/codex-base", "latest", null],
  ["media/ffmpeg:3.2", "docker.io", "media/ffmpeg", "3.2", null],
  ["127.0.0.1:5000/media/ffmpeg:3.2", "127.0.0.1:5000", "media/ffmpeg", "3.2", null],
  ["localhost/a__b/c-d.e", "localhost", "a__b/c-d.e", null, null],
  [`ghcr.example/a/b/c:1@${digest}`, "ghcr.example", "a/b/c", "1", digest],
  [`[::1]:5000/a@${digest}`, "[::1]:5000", "a", null, digest],
  ["docker.io/debian", "docker.io", "library/debian", null, null],
])("%s", (reference, host, path, tag, digest) => {
  expect(parseReference(reference)).toEqual({ host, path, tag, digest });
});

test.each([
  "",
  "Debian",
  "a b",
  "a:",
  "a@sha256:1",
  "../containers/json",
  "127.0.0.1:5000/../x",
  "a/b?c=d",
  "a//b",
  "-a",
  "a".repeat(600),
  `a:${"t".repeat(129)}`,
])("%j is none", (reference) => {
  expect(() => parseReference(reference)).toThrow(/is no image reference/);
});
