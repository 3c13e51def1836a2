import { randomUUID } from "node:crypto";
import { auth } from "#lib/auth/auth";
import { createUser } from "#lib/auth/create-user";
import { db } from "#lib/db";

export interface SignedIn {
  id: string;
  email: string;
  /** A browser's Cookie header. */
  cookie: string;
}

/** Someone new who has signed in. */
export async function signInSomeone(): Promise<SignedIn> {
  const password = randomUUID();
  const { actor } = await createUser(db, { email: `${randomUUID()}@bench.invalid`, password, name: "Bench" });
  const response = await auth().api.signInEmail({ body: { email: actor.email, password }, asResponse: true });
  const cookies = response.headers.getSetCookie().map((cookie) => cookie.split(";", 1)[0]);
  return { id: actor.id, email: actor.email, cookie: cookies.join("; ") };
}
