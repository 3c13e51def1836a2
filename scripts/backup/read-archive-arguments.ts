import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { SetupError } from "../setup-error.ts";

/**
 * What stands after `npm run backup --` and `npm run restore --`: one file, and flags without values.
 * @throws SetupError that ends with the usage
 */
export function readArchiveArguments(
  args: string[],
  usage: string,
  known: string[],
): { file: string; flags: ReadonlySet<string> } {
  const options = Object.fromEntries(known.map((name) => [name, { type: "boolean" as const }]));
  const { positionals, values } = parse(args, options, usage);
  const [file] = positionals;
  if (!file || positionals.length > 1) throw new SetupError(`One file is needed. ${usage}`);
  // Where npm was called from; npm itself goes to the package's folder.
  const from = process.env.INIT_CWD || process.cwd();
  return { file: resolve(from, file), flags: new Set(known.filter((name) => values[name])) };
}

function parse(args: string[], options: Record<string, { type: "boolean" }>, usage: string) {
  try {
    return parseArgs({ args, allowPositionals: true, options });
  } catch (error) {
    throw new SetupError(`${error instanceof Error ? error.message : error}. ${usage}`);
  }
}
