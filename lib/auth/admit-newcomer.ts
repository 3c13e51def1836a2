import type { BetterAuthOptions } from "better-auth";
import { setupRequired } from "#lib/auth/setup-required";

/**
 * Whether the provider may bring a new account: not before set-up, for the first account would keep the
 * administrator from being made; and not with an address that the provider itself says is not theirs, for people
 * are added to teams by address. A provider that says nothing about addresses is taken at its word.
 */
export const admitNewcomer: NonNullable<BetterAuthOptions["user"]>["validateUserInfo"] = async ({
  source,
}) => {
  if (source.action !== "create-user" || source.method !== "oauth") return;
  if (await setupRequired()) return { error: "set_up_first" };
  if (String(source.oauth?.profile?.email_verified) === "false") return { error: "email_not_verified" };
};
