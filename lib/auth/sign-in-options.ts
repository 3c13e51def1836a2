import { env } from "#lib/env";

/** The ways of signing in here: by password, and the name of the provider where there is one. */
export interface SignInOptions {
  password: boolean;
  oidc: string | null;
}

export function signInOptions(): SignInOptions {
  const { BAKEHOUSE_PASSWORD_SIGN_IN, BAKEHOUSE_OIDC_ISSUER, BAKEHOUSE_OIDC_NAME } = env();
  return {
    password: BAKEHOUSE_PASSWORD_SIGN_IN === "on",
    oidc: BAKEHOUSE_OIDC_ISSUER ? BAKEHOUSE_OIDC_NAME : null,
  };
}
