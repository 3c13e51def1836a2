// A process of its own, run once by first-administrator.ts.
import { createFirstAdministrator } from "#lib/auth/create-first-administrator";

const { BAKEHOUSE_ADMIN_EMAIL: email = "", BAKEHOUSE_ADMIN_PASSWORD: password = "" } = process.env;
try {
  await createFirstAdministrator({ email, password });
  process.exit(0);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}
