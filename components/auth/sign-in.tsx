import { authClient } from "#components/auth/auth-client";

/** Signs in; resolves to what went wrong in words for people, or null. */
export async function signIn(email: string, password: string): Promise<string | null> {
  try {
    const { error } = await authClient.signIn.email({ email, password });
    if (!error) return null;
    if (error.status === 429) return "Too many tries. Wait a minute, then try again.";
    if (error.status === 401) return "E-mail and password do not match. Check both.";
    return error.message ?? "Bakehouse could not sign you in. Try again.";
  } catch {
    return "Bakehouse did not answer. Check the connection, then try again.";
  }
}
