// A process of its own, run by commands/token.ts, which passes on what it prints.
import { createTokenFromCli } from "#lib/tokens/create-token-from-cli";

const [team = "", name = ""] = process.argv.slice(2);
try {
  console.log(await createTokenFromCli({ team, name }));
  process.exit(0);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}
