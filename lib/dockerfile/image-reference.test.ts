import { expect, test } from "vitest";
import {
  formatFamiliarReference,
  formatImageReference,
  parseImageReference,
} from "#lib/dockerfile/image-reference";

const digest = `sha256:${"0f".repeat(32)}`;

test.each([
  ["debian", "docker.io/library/debian:latest", "debian:latest"],
  ["debian:12", "docker.io/library/debian:12", "debian:12"],
  ["docker.io/debian", "docker.io/library/debian:latest", "debian:latest"],
  ["index.docker.io/a/b", "docker.io/a/b:latest", "a/b:latest"],
  ["a/b/c", "docker.io/a/b/c:latest", "a/b/c:latest"],
  [`debian@${digest}`, `docker.io/library/debian@${digest}`, `debian@${digest}`],
  [`debian:12@${digest}`, `docker.io/library/debian:12@${digest}`, `debian:12@${digest}`],
  ["localhost/a", "localhost/a:latest", "localhost/a:latest"],
  ["127.0.0.1:5000/team/a:3.2", "127.0.0.1:5000/team/a:3.2", "127.0.0.1:5000/team/a:3.2"],
  ["[::1]:5000/a", "[::1]:5000/a:latest", "[::1]:5000/a:latest"],
  ["Registry.example/a__b--c.d:T", "Registry.example/a__b--c.d:T", "Registry.example/a__b--c.d:T"],
])("%s is %s", (text, whole, familiar) => {
  const reference = parseImageReference(text)!;
  expect(formatImageReference(reference)).toBe(whole);
  expect(formatFamiliarReference(reference)).toBe(familiar);
  expect(parseImageReference(familiar)).toEqual(reference);
});

test.each([
  "",
  " ",
  "Debian",
  "a/B",
  "a:",
  "a:b:c",
  "a@",
  "a@sha256:abc",
  `a@sha256:${"AB".repeat(32)}`,
  `a@md5:${"0f".repeat(16)}`,
  "a..b",
  "a_-b",
  "-a",
  "a-",
  "a//b",
  "/a",
  "a/",
  "https://a/b",
  "a:.b",
  `a:${"t".repeat(129)}`,
  "0f".repeat(32),
  "a".repeat(300),
  "ä",
  "a\nb",
])("%j is none", (text) => {
  expect(parseImageReference(text)).toBeNull();
});

test("takes 255 characters of name and no more", () => {
  expect(parseImageReference(`r.example/${"a".repeat(245)}`)).not.toBeNull();
  expect(parseImageReference(`r.example/${"a".repeat(246)}`)).toBeNull();
});
