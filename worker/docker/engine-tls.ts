import { readFileSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";

/** What an engine and its client prove themselves to each other with, as PEM. */
export interface EngineTls {
  ca: Buffer;
  cert: Buffer;
  key: Buffer;
}

/**
 * As all of Docker's clients find it: ca.pem, cert.pem and key.pem in DOCKER_CERT_PATH, or ~/.docker, where
 * DOCKER_TLS_VERIFY is set; null where it is not.
 * @throws TypeError that names the file which cannot be read
 */
export function readEngineTls(environment: {
  DOCKER_TLS_VERIFY?: string | undefined;
  DOCKER_CERT_PATH?: string | undefined;
}): EngineTls | null {
  if (!environment.DOCKER_TLS_VERIFY) return null;
  const folder = environment.DOCKER_CERT_PATH || join(homedir(), ".docker");
  const read = (name: string) => {
    try {
      return readFileSync(join(folder, name));
    } catch (error) {
      const why = (error as NodeJS.ErrnoException).code;
      throw new TypeError(`DOCKER_TLS_VERIFY is set and ${join(folder, name)} cannot be read (${why})`);
    }
  };
  return { ca: read("ca.pem"), cert: read("cert.pem"), key: read("key.pem") };
}
