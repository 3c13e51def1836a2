import { createHash, timingSafeEqual } from "node:crypto";
import type { Origin } from "#lib/auth/context";
import { createFirstAdministrator } from "#lib/auth/create-first-administrator";
import { env } from "#lib/env";
import { AppError } from "#lib/errors";

/** First-run set-up from the browser, guarded by the code that the start printed. @throws forbidden */
export async function setUp(
  input: { code: string; name: string; email: string; password?: string; team: string },
  origin?: Origin,
): Promise<{ team: string }> {
  const expected = env().BAKEHOUSE_SETUP_CODE;
  if (!expected || !sameText(normalize(input.code), normalize(expected))) {
    throw new AppError("forbidden", "This is not the set-up code. Look for it where you started Bakehouse.", {
      problems: [{ field: "code", message: "This is not the code that the start printed." }],
    });
  }
  return createFirstAdministrator(input, origin);
}

function normalize(code: string): string {
  return code.toUpperCase().replace(/[^A-Z0-9]/g, "");
}

function sameText(a: string, b: string): boolean {
  const digest = (text: string) => createHash("sha256").update(text).digest();
  return timingSafeEqual(digest(a), digest(b));
}
