import { db } from "#lib/db";

/** Whether no one has an account yet: the first visitor with the code becomes the administrator. */
export async function setupRequired(): Promise<boolean> {
  return (await db.user.findFirst({ select: { id: true } })) === null;
}
