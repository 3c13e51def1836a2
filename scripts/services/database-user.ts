import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Context } from "../context.ts";
import { SetupError } from "../setup-error.ts";

const NAME = "bakehouse";

interface User {
  uid: number;
  gid: number;
}

interface Invocation {
  command: string;
  args: string[];
  cwd: string;
  uid?: number;
  gid?: number;
}

/** Who PostgreSQL runs as when root starts it, which it refuses to run as: a system user, made on first use. */
export function databaseUser(): User | null {
  if (process.getuid?.() !== 0) return null;
  const known = findUser();
  if (known) return known;
  const flags = ["--system", "--user-group", "--no-create-home", "--home-dir", "/nonexistent"];
  spawnSync("useradd", [...flags, "--shell", "/usr/sbin/nologin", NAME]);
  const made = findUser();
  if (!made)
    throw new SetupError(`PostgreSQL refuses to run as root, and useradd cannot make a user ${NAME} for it.`);
  return made;
}

function findUser(): User | null {
  const row = readFileSync("/etc/passwd", "utf8")
    .split("\n")
    .find((line) => line.startsWith(`${NAME}:`));
  const [, , uid, gid] = row?.split(":") ?? [];
  return uid && gid ? { uid: Number(uid), gid: Number(gid) } : null;
}

/**
 * How to run one of PostgreSQL's programs as that user. Where the checkout lies under a folder that others may
 * not enter (/root), the program gets a view of its own of the file system, in which binaries and data are
 * bound to a place it can reach; nothing outside it changes.
 * @returns (program, args of the data folder as the program sees it) -> what to spawn
 */
export function asDatabaseUser(ctx: Context, user: User | null, binFolder: string, dataFolder: string) {
  if (!user || canReach(user, join(binFolder, "bin", "postgres"), dataFolder)) {
    return (program: string, args: (folder: string) => string[]): Invocation => ({
      command: join(binFolder, "bin", program),
      args: args(dataFolder),
      cwd: "/",
      ...user,
    });
  }
  const [bin, data] = ["postgres-bin", "postgres-data"].map((name) => join(ctx.runDir, name)) as [
    string,
    string,
  ];
  for (const folder of [bin, data]) mkdirSync(folder, { recursive: true });
  const bind = 'mount --bind "$1" "$2" && mount --bind "$3" "$4" && cd / && shift 4 && exec "$@"';
  const drop = ["setpriv", `--reuid=${user.uid}`, `--regid=${user.gid}`, "--clear-groups"];
  return (program: string, args: (folder: string) => string[]): Invocation => ({
    command: "unshare",
    cwd: "/",
    args: [
      ...["--mount", "--propagation", "private", "sh", "-c", bind, "sh", binFolder, bin, dataFolder, data],
      ...drop,
      join(bin, "bin", program),
      ...args(data),
    ],
  });
}

function canReach(user: User, program: string, dataFolder: string): boolean {
  const { status } = spawnSync("sh", ["-c", 'test -x "$1" && test -w "$2"', "sh", program, dataFolder], {
    ...user,
    cwd: "/",
  });
  return status === 0;
}
