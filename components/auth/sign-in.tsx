import { authClient } from "#components/auth/auth-client";

/** Why one is not signed in, in words for people. */
export interface SignInProblem {
  sentence: string;
  /** No try is taken before this time, in milliseconds since 1970. */
  waitUntil?: number;
}

const UNREACHABLE = { sentence: "Bakehouse did not answer. Check the connection, then try again." };

/** Signs in by password; resolves to what went wrong, or null. */
export async function signIn(email: string, password: string): Promise<SignInProblem | null> {
  let seconds = 60;
  try {
    const { error } = await (await authClient()).signIn.email(
      { email, password },
      {
        onError: ({ response }) => {
          seconds = Number(response.headers.get("x-retry-after")) || seconds;
        },
      },
    );
    if (!error) return null;
    if (error.status === 429) {
      return { sentence: "Too many tries.", waitUntil: Date.now() + seconds * 1000 };
    }
    if (error.status === 401) return { sentence: "E-mail and password do not match. Check both." };
    return { sentence: error.message ?? "Bakehouse could not sign you in. Try again." };
  } catch {
    return UNREACHABLE;
  }
}

/** Ends the session, as far as the server can be reached. The page must be left or loaded anew: it shows what was theirs. */
export async function endSession(): Promise<void> {
  await authClient()
    .then((auth) => auth.signOut())
    .catch(() => {});
}

/**
 * Leads to the provider, which leads back to `next`; newcomers without a team to their teams.
 * @param purpose "connect" lets who is signed in use the provider from then on
 * @returns what went wrong; otherwise the page is left
 */
export async function continueWithProvider(
  next: string,
  errorPage: string,
  purpose: "sign-in" | "connect" = "sign-in",
): Promise<SignInProblem | null> {
  const call = { provider: "oidc", callbackURL: next, errorCallbackURL: errorPage };
  try {
    const auth = await authClient();
    const { error } =
      purpose === "connect"
        ? await auth.linkSocial(call)
        : await auth.signIn.social({ ...call, newUserCallbackURL: next === "/" ? "/teams" : next });
    if (!error) return null;
    if (error.status === 429) return { sentence: "Too many tries. Wait a minute, then try again." };
    return {
      sentence:
        "The provider does not answer just now. Try again in a moment; if it goes on, tell an administrator.",
    };
  } catch {
    return UNREACHABLE;
  }
}
