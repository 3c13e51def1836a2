import { askToSignIn } from "#components/auth/session-expired";

/** What better-auth refused, in words for people; `code` is its own, such as INVALID_PASSWORD. */
export class AuthProblem extends Error {
  override name = "AuthProblem";
  readonly code: string | undefined;

  constructor(message: string, code?: string) {
    super(message);
    this.code = code;
  }
}

interface AuthError {
  status: number;
  code?: string;
  message?: string;
}

/** The data of a call of the sign-in client. @throws AuthProblem when it was refused or not answered */
export async function callAuth<T>(
  call: () => Promise<{ data: T | null; error: AuthError | null }>,
): Promise<T> {
  const { data, error } = await call().catch(() => {
    throw new AuthProblem("Bakehouse did not answer. Check the connection, then try again.");
  });
  if (!error) return data as T;
  if (error.status === 429) throw new AuthProblem("Too many tries. Wait a minute, then try again.");
  if (error.status === 401) {
    askToSignIn();
    throw new AuthProblem("Your session has ended. Sign in again.", error.code);
  }
  throw new AuthProblem(error.message ?? "That did not work. Try again.", error.code);
}
