import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Context } from "../context.ts";
import { hashOf } from "../stamp.ts";

export const REPOSITORY = "bakehouse/codex-base";
const NAME = "codex-base";
export const NPM_VERSION = "11.21.2";

/** One generation of Debian that base images are made from. */
export interface Suite {
  suite: string;
  debian: number;
  /** In the registry and in FROM; the first is the one the others are copies of. */
  tags: string[];
  /** Where the suite's own Go is too old to fetch newer ones by itself (before 1.21). */
  goFrom?: string;
}

export const SUITES: Suite[] = [
  { suite: "bookworm", debian: 12, tags: ["latest", "bookworm"], goFrom: "bookworm-backports" },
  { suite: "trixie", debian: 13, tags: ["trixie"] },
];

/** What Debian brings; Node.js and npm come from npm, whose add-ons need g++ to be linked. */
export const PACKAGES = [
  ...["ca-certificates", "curl", "git", "make", "gcc", "g++", "libc6-dev"],
  ...["python3", "python3-pip", "python3-venv", "python-is-python3", "golang-go"],
];

const BUNDLE = "/etc/ssl/certs/ca-certificates.crt";

/**
 * The environment of every container. The variables about certificates reach the tools that bring a list of
 * their own (Node.js, pip in a virtual environment, Python's requests) and would not know this network's.
 * PIP_BREAK_SYSTEM_PACKAGES: in an image the container is the environment, and as root pip writes to
 * /usr/local, beside Debian's packages and not over them; without it every `RUN pip install` fails.
 * node_gyp_nodedir: add-ons compile against the headers in the image and download none.
 */
export const ENVIRONMENT: Record<string, string> = {
  PATH: "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
  LANG: "C.UTF-8",
  NODE_EXTRA_CA_CERTS: BUNDLE,
  SSL_CERT_FILE: BUNDLE,
  REQUESTS_CA_BUNDLE: BUNDLE,
  PIP_CERT: BUNDLE,
  PIP_BREAK_SYSTEM_PACKAGES: "1",
  PIP_ROOT_USER_ACTION: "ignore",
  PIP_DISABLE_PIP_VERSION_CHECK: "1",
  npm_package_config_node_gyp_nodedir: "/usr/local",
  NPM_CONFIG_UPDATE_NOTIFIER: "false",
};

/** "codex-base:latest", as people write it in FROM. */
export function baseName(tag: string): string {
  return `${NAME}:${tag}`;
}

export function nodeVersion(ctx: Context): string {
  return readFileSync(join(ctx.root, ".node-version"), "utf8").trim();
}

/** Changes when an image would be made differently. */
export function recipeHash(ctx: Context, suite: Suite): string {
  const files = ["recipe", "make-root", "furnish-root", "add-node", "add-host-certificates"].map(
    (name) => `scripts/base-images/${name}.ts`,
  );
  return hashOf(ctx.root, files, [JSON.stringify(suite), nodeVersion(ctx), process.arch]);
}
