import { expect, test } from "vitest";
import { explainProviderError } from "#components/auth/explain-provider-error";

test.each([
  "state_mismatch",
  "state_not_found",
  "invalid_code",
  "no_code",
  "issuer_mismatch",
  "unable_to_get_user_info",
  "account_not_linked",
  "email_not_verified",
  "email_does_not_match",
  "set_up_first",
  "access_denied",
])("%s is said in a sentence, without its code", (code) => {
  const sentence = explainProviderError(code, "Example Inc.");
  expect(sentence).toMatch(/^[A-Z].*\.$/);
  expect(sentence).not.toContain(code);
});

test("what the provider says itself is passed on, and an unknown code is named", () => {
  expect(explainProviderError("access_denied", "Example Inc.", "Not today")).toBe(
    "Example Inc. did not let you in: Not today",
  );
  expect(explainProviderError("temporarily_unavailable", "Example Inc.")).toContain(
    "temporarily_unavailable",
  );
});
