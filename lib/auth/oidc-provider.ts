import { type GenericOAuthUserInfo, genericOAuth } from "better-auth/plugins/generic-oauth";
import type { Environment } from "#lib/env";

/** What the provider is called in addresses and in the Account table, whichever it is. */
export const OIDC_PROVIDER = "oidc";

/**
 * The OpenID Connect provider of the environment, as better-auth wants it: authorization code with PKCE, state and
 * nonce, and an id_token that is checked against the provider's keys. Where the provider does not answer at the
 * start, it is asked again at each sign-in.
 */
export function oidcPlugins(environment: Environment): ReturnType<typeof genericOAuth>[] {
  const {
    BAKEHOUSE_OIDC_ISSUER: issuer,
    BAKEHOUSE_OIDC_CLIENT_ID: clientId,
    BAKEHOUSE_OIDC_CLIENT_SECRET: clientSecret,
  } = environment;
  if (!issuer || !clientId || !clientSecret) return [];
  return [
    genericOAuth({
      config: [
        {
          providerId: OIDC_PROVIDER,
          name: environment.BAKEHOUSE_OIDC_NAME,
          discoveryUrl: `${issuer.replace(/\/+$/, "")}/.well-known/openid-configuration`,
          clientId,
          clientSecret,
          authentication: environment.BAKEHOUSE_OIDC_CLIENT_AUTH,
          scopes: ["openid", "profile", "email"],
          requireIdTokenVerification: true,
          disableProviderLogout: true,
          mapProfileToUser: (profile) => ({ name: nameOf(profile), image: undefined }),
        },
      ],
    }),
  ];
}

/** Providers fill different claims; a name is never empty. */
function nameOf(profile: GenericOAuthUserInfo): string {
  const text = (claim: string) =>
    typeof profile[claim] === "string" ? (profile[claim] as string).trim() : "";
  const parts = [text("given_name"), text("family_name")].filter(Boolean).join(" ");
  const name = text("name") || parts || text("preferred_username") || text("email").split("@", 1)[0];
  return (name || "Someone").replace(/\p{Cc}+/gu, " ").slice(0, 100);
}
