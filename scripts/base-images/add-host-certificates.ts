import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const BUNDLE = "etc/ssl/certs/ca-certificates.crt";

/**
 * The authorities this machine trusts beyond Debian's, so that containers reach what it reaches. They go where
 * update-ca-certificates looks, or the next upgrade of its package would drop them.
 */
export function addHostCertificates(root: string): void {
  if (!existsSync(`/${BUNDLE}`)) return;
  const known = new Set(certificatesIn(join(root, BUNDLE)));
  const folder = join(root, "usr", "local", "share", "ca-certificates");
  mkdirSync(folder, { recursive: true });
  const missing = certificatesIn(`/${BUNDLE}`).filter((certificate) => !known.has(certificate));
  for (const [index, certificate] of missing.entries()) {
    writeFileSync(join(folder, `host-${index + 1}.crt`), `${certificate}\n`);
  }
  if (missing.length > 0) execFileSync("chroot", [root, "update-ca-certificates"], { stdio: "ignore" });
}

function certificatesIn(path: string): string[] {
  return readFileSync(path, "utf8").match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? [];
}
