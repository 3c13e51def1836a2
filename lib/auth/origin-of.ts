import type { Origin } from "#lib/auth/context";

/** The nearest address that a proxy in front names, or that of the connection, which Next.js puts there. */
export function originOf(headers: Headers): Origin {
  const forwarded = headers.get("x-forwarded-for")?.split(",").at(-1)?.trim();
  return { ip: forwarded || null, userAgent: headers.get("user-agent") };
}
