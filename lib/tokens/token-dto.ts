import { namesOf } from "#lib/teams/names-of";
import type { Token } from "#lib/tokens/schemas";
import type { Prisma } from "#prisma/generated/client";

export const TOKEN_SELECT = {
  id: true,
  name: true,
  role: true,
  prefix: true,
  createdById: true,
  createdAt: true,
  expiresAt: true,
  lastUsedAt: true,
} satisfies Prisma.ApiTokenSelect;

/** Tokens as the API shows them, with who made each. */
export async function toTokens(
  rows: Prisma.ApiTokenGetPayload<{ select: typeof TOKEN_SELECT }>[],
): Promise<Token[]> {
  const names = await namesOf(rows.map(({ createdById }) => createdById));
  return rows.map(({ createdById, createdAt, expiresAt, lastUsedAt, ...row }) => ({
    ...row,
    createdBy: names(createdById),
    createdAt: createdAt.toISOString(),
    expiresAt: expiresAt?.toISOString() ?? null,
    lastUsedAt: lastUsedAt?.toISOString() ?? null,
  }));
}
