import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openSession, type Session } from "./context.ts";

/** A session with a data folder of its own; several may share one, as `npm start` and `npm test` do. */
export function testingSession(dataDir = mkdtempSync(join(tmpdir(), "bakehouse-"))): Session {
  const before = process.env.BAKEHOUSE_DATA_DIR;
  process.env.BAKEHOUSE_DATA_DIR = dataDir;
  try {
    // This command's lines go to standard error.
    return openSession("token", []);
  } finally {
    if (before === undefined) delete process.env.BAKEHOUSE_DATA_DIR;
    else process.env.BAKEHOUSE_DATA_DIR = before;
  }
}
