import type { Origin } from "#lib/auth/context";

/** Where a request comes from, as nameCaller found; under `npm run dev` as Next.js or whoever asks says. */
export function originOf(headers: Headers): Origin {
  const forwarded = headers.get("x-forwarded-for")?.split(",").at(-1)?.trim();
  return { ip: forwarded || null, userAgent: headers.get("user-agent") };
}
