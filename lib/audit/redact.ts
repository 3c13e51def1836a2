import type { Prisma } from "#prisma/generated/client";

/** Names under which a secret stands, whoever put it there. */
const SECRET_NAME = /^(.*(password|secret)|token|hash|authorization|cookie|code|apiKey|privateKey)$/i;
/** Our own tokens and signing secrets, and credentials in an address. */
const SECRET_TEXT = /\b(bh_|whsec_)[\w-]{16,}|(?<=:\/\/)[^\s/@:]*:[^\s/@]*(?=@)/g;

export const HIDDEN = "(hidden)";

/** A text without what can only be a secret. */
export function redactText(text: string): string {
  return text.replace(SECRET_TEXT, HIDDEN);
}

/**
 * What goes on record, without what can only be a secret: verbs give none, and this is for the day when one does, for
 * the record can never be cleaned.
 */
export function redact<T extends Prisma.InputJsonValue | null>(value: T): T {
  return hide(value) as T;
}

function hide(value: unknown): unknown {
  if (typeof value === "string") return redactText(value);
  if (Array.isArray(value)) return value.map(hide);
  if (value === null || typeof value !== "object" || value instanceof Date) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => {
      const isSecret = SECRET_NAME.test(name) && typeof inner === "string" && inner !== "";
      return [name, isSecret ? HIDDEN : hide(inner)];
    }),
  );
}
