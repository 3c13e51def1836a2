import { randomUUID } from "node:crypto";
import type { Context } from "#lib/auth/context";
import { db } from "#lib/db";
import { createImage } from "#lib/images/create-image";
import type { Image } from "#lib/images/schemas";

const unique = () => randomUUID().slice(0, 8);

/** Someone who owns a new team of their own, and administers the instance if asked for. */
export async function makeOwner(options: { team?: string; isAdmin?: boolean } = {}): Promise<Context> {
  const id = randomUUID();
  const user = await db.user.create({
    data: { id, name: `Person ${unique()}`, email: `${id}@example.com`, isAdmin: options.isAdmin ?? false },
  });
  const team = await db.team.create({
    data: { name: options.team ?? `team-${unique()}`, members: { create: { userId: id, role: "owner" } } },
  });
  return {
    actor: { kind: "user", id, name: user.name, email: user.email, isAdmin: user.isAdmin },
    teams: [{ id: team.id, name: team.name, role: "owner" }],
  };
}

/** The name of the context's only team. */
export function teamOf(ctx: Context): string {
  const [team] = ctx.teams;
  if (!team) throw new Error("no team");
  return team.name;
}

/** An image with one version. */
export function makeImage(
  ctx: Context,
  input: { name?: string; dockerfile?: string; description?: string } = {},
): Promise<Image> {
  return createImage(ctx, {
    team: teamOf(ctx),
    name: input.name ?? `image-${unique()}`,
    description: input.description ?? "",
    dockerfile: input.dockerfile ?? "FROM codex-base:latest\nRUN true\n",
    message: "first",
  });
}
