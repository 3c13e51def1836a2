import { recordAudit } from "#lib/audit/record-audit";
import type { Context } from "#lib/auth/context";
import { requirePerson } from "#lib/auth/scope";
import { db } from "#lib/db";
import { notifyChange } from "#lib/live/notify";

/** Changes the name that others see beside what one does. */
export async function changeName(ctx: Context, input: { name: string }): Promise<{ name: string }> {
  const person = requirePerson(ctx);
  const { name } = input;
  if (name === person.name) return { name };
  await db.$transaction(async (tx) => {
    await tx.user.update({ where: { id: person.id }, data: { name } });
    await recordAudit(tx, ctx, {
      action: "user.update",
      target: person.email,
      before: { name: person.name },
      after: { name },
    });
    for (const team of ctx.teams) await notifyChange(tx, { kind: "team", team: team.name });
  });
  return { name };
}
