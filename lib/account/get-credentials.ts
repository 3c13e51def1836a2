import type { Credentials } from "#lib/account/schemas";
import type { Context } from "#lib/auth/context";
import { OIDC_PROVIDER } from "#lib/auth/oidc-provider";
import { requirePerson } from "#lib/auth/scope";
import { signInOptions } from "#lib/auth/sign-in-options";
import { db } from "#lib/db";

/** How one can sign in: by password, with the provider, or both. */
export async function getCredentials(ctx: Context): Promise<Credentials> {
  const { id: userId } = requirePerson(ctx);
  const accounts = await db.account.findMany({ where: { userId }, select: { providerId: true } });
  const has = (provider: string) => accounts.some(({ providerId }) => providerId === provider);
  const { password, oidc } = signInOptions();
  return {
    password: password && has("credential"),
    provider: oidc === null ? null : { name: oidc, connected: has(OIDC_PROVIDER) },
  };
}
