import { auth } from "#lib/auth/auth";
import { AppError } from "#lib/errors";

/** Makes an account that signs in with this password. @throws conflict when the address is taken. */
export async function createUser(input: {
  email: string;
  name: string;
  password: string;
  isAdmin?: boolean;
}): Promise<{ id: string; name: string; email: string }> {
  const { internalAdapter, password } = await auth().$context;
  const email = input.email.toLowerCase();
  if (await internalAdapter.findUserByEmail(email)) {
    throw new AppError("conflict", `${email} has an account already.`, {
      problems: [{ field: "email", message: "This address has an account already." }],
    });
  }
  const user = await internalAdapter.createUser(
    {
      email,
      name: input.name,
      emailVerified: false,
      isAdmin: input.isAdmin ?? false,
    },
    { method: "admin" },
  );
  await internalAdapter.linkAccount({
    userId: user.id,
    accountId: user.id,
    providerId: "credential",
    password: await password.hash(input.password),
  });
  return { id: user.id, name: user.name, email: user.email };
}
