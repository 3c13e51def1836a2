const TAMPERED =
  "The provider's answer was not for this sign-in, or was changed on its way. Nobody was signed in. ";
const STALE = "This sign-in took too long, was used already, or was begun in another browser. Try again.";

/**
 * What the `error` in the address says after a sign-in with the provider failed, in words for people.
 * @param description the provider's own words, where it gave any
 */
export function explainProviderError(code: string, provider: string, description?: string): string {
  switch (code) {
    case "state_mismatch":
    case "state_not_found":
    case "state_security_mismatch":
    case "state_invalid":
    case "invalid_code":
    case "no_code":
      return STALE;
    case "unable_to_get_user_info":
    case "issuer_mismatch":
    case "issuer_missing":
    case "nonce_binding_missing":
      return `${TAMPERED}Try again; if it goes on, tell an administrator.`;
    case "account_not_linked":
      return `There is an account with your address here that ${provider} is not connected to. Sign in with its password, then connect ${provider} on your account page.`;
    case "email_not_verified":
      return `${provider} says that your e-mail address is not verified. Verify it there, then try again.`;
    case "email_not_found":
      return `${provider} did not tell your e-mail address, which Bakehouse needs. Ask an administrator.`;
    case "email_does_not_match":
    case "email_doesn't_match":
      return `Your account at ${provider} has another e-mail address than the one here. Connect the one of the same address.`;
    case "account_already_linked_to_different_user":
      return `That account at ${provider} belongs to someone else here already.`;
    case "unable_to_link_account":
      return `${provider} does not vouch for your e-mail address, so it could not be connected.`;
    case "set_up_first":
      return "Nobody has set Bakehouse up yet: its first administrator comes first.";
    case "access_denied":
      return `${provider} did not let you in${description ? `: ${description}` : "."}`;
    default:
      return `Signing in with ${provider} did not work${description ? `: ${description}` : ` (${code}).`} Try again.`;
  }
}
