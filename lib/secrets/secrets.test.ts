import { afterEach, expect, test } from "vitest";
import { EnvironmentError, env } from "#lib/env";
import { decryptSecret, UnreadableSecretError } from "#lib/secrets/decrypt-secret";
import { encryptSecret } from "#lib/secrets/encrypt-secret";

const original = env().BAKEHOUSE_SECRET;
afterEach(() => {
  env().BAKEHOUSE_SECRET = original;
});

test.each(["", "whsec_abc", "ключ 🔑", "x".repeat(100_000)])("a secret is read back: %#", (secret) => {
  const stored = encryptSecret(secret, "webhook:1");
  expect(stored).toMatch(/^v1\.[\w-]{16}\.[\w-]*\.[\w-]{22}$/);
  if (secret) expect(stored).not.toContain(secret);
  expect(decryptSecret(stored, "webhook:1")).toBe(secret);
});

test("the same secret is stored as another text each time", () => {
  expect(encryptSecret("same", "a")).not.toBe(encryptSecret("same", "a"));
});

test("it cannot be read for another owner, nor when a character of any part was changed", () => {
  const stored = encryptSecret("secret", "webhook:1");
  expect(() => decryptSecret(stored, "webhook:2")).toThrow(UnreadableSecretError);
  for (const part of [1, 2, 3]) {
    const parts = stored.split(".");
    const text = parts[part] ?? "";
    parts[part] = (text[0] === "A" ? "B" : "A") + text.slice(1);
    expect(() => decryptSecret(parts.join("."), "webhook:1")).toThrow(UnreadableSecretError);
  }
});

test.each(["", "v1", "v1.a.b.c", "v2.AAAA.AAAA.AAAA", "plain text", "v1....."])(
  "%j is no stored secret",
  (text) => {
    expect(() => decryptSecret(text, "a")).toThrow(UnreadableSecretError);
  },
);

test("a shortened tag is refused, however it begins", () => {
  const [version, nonce, text, tag] = encryptSecret("secret", "a").split(".");
  expect(() => decryptSecret([version, nonce, text, tag?.slice(0, 6)].join("."), "a")).toThrow(
    UnreadableSecretError,
  );
});

test("another BAKEHOUSE_SECRET reads nothing, and says so; without one nothing is stored", () => {
  const stored = encryptSecret("secret", "a");
  env().BAKEHOUSE_SECRET = "another-secret-of-at-least-32-characters";
  expect(() => decryptSecret(stored, "a")).toThrow(/BAKEHOUSE_SECRET is not the one/);
  env().BAKEHOUSE_SECRET = undefined;
  expect(() => encryptSecret("secret", "a")).toThrow(EnvironmentError);
  expect(() => decryptSecret(stored, "a")).toThrow(EnvironmentError);
});
