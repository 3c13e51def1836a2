export type Ecosystem = "apt" | "apk" | "npm" | "pip" | "go" | "cargo" | "gem";

export interface PackageSpec {
  name: string;
  /** The version where exactly one is asked for, else what is asked for (">=2"); null where nothing is. */
  version: string | null;
}

type Read = (text: string) => PackageSpec | null;

/** A file by its name; a URL after "@" may well be one: `name @ https://…/x.whl`. */
const isArchive = (text: string) => /\.(?:apk|deb|gem|tgz|whl|zip|tar(?:\.\w+)?)$/i.test(text);

/** `name`, `name=1.2`, `name/bookworm-backports`, `name:i386`; `name-` takes away. */
const readApt: Read = (text) => {
  const match = /^([a-z0-9][a-z0-9+.-]*[a-z0-9+](?::[a-z0-9-]+)?)(?:=([^\s=]+)|\/[\w.-]+)?$/.exec(text);
  return match ? { name: match[1]!, version: match[2] ?? null } : null;
};

/** `name`, `name=1.2-r0`, `name~=1.2`, `name>1`, `name@edge`. */
const readApk: Read = (text) => {
  const match = /^(\w[\w.+-]*)(?:@[\w-]+)?(?:([<>=~]+)([\w.+-]+))?(?:@[\w-]+)?$/.exec(text);
  if (!match) return null;
  const [, name, operator, version] = match;
  if (version === undefined) return { name: name!, version: null };
  return { name: name!, version: /^==?$/.test(operator!) ? version : `${operator}${version}` };
};

/** `name`, `@scope/name@^5`, `alias@npm:name@1`; not what comes from Git, a URL or a path. */
const readNpm: Read = (text) => {
  const match = /^((?:@[a-z0-9~-][\w.~-]*\/)?[a-z0-9~-][\w.~-]*)(?:@(.*))?$/i.exec(text);
  if (!match) return null;
  const [, name, version = ""] = match;
  if (version.startsWith("npm:")) return readNpm(version.slice("npm:".length));
  return /[/:]/.test(version) ? null : { name: name!, version: version || null };
};

/** A requirement of PEP 508: `name[extra]>=2,<3; marker`, `name @ https://…`. */
const readPip: Read = (text) => {
  const match = /^([a-z0-9](?:[a-z0-9._-]*[a-z0-9])?)\s*(?:\[[^\]]*\])?\s*(@\s*\S|[^;]*)/i.exec(text.trim());
  if (!match) return null;
  const [, name, rest] = match;
  if (rest!.startsWith("@")) return { name: name!, version: null };
  const version = rest!.replace(/[()\s]/g, "");
  if (version === "") return { name: name!, version: null };
  if (!/^(?:(?:===?|~=|!=|[<>]=?)[\w.*+!-]+,?)+$/.test(version)) return null;
  return { name: name!, version: /^===?([^,*]+)$/.exec(version)?.[1] ?? version };
};

/** `host/path@v1`; without a dot in its first part it is a path of the module at hand. */
const readGo: Read = (text) => {
  const match = /^([\w-]+(?:\.[\w-]+)+(?:\/[\w.~+!-]+)+)(?:@(.+))?$/.exec(text);
  return match ? { name: match[1]!, version: match[2] ?? null } : null;
};

const readCargo: Read = (text) => {
  const match = /^([a-z][\w-]*)(?:@(.+))?$/i.exec(text);
  return match ? { name: match[1]!, version: match[2]?.replace(/^=/, "") ?? null } : null;
};

const readGem: Read = (text) => {
  const match = /^(\w[\w.-]*)(?::(.+))?$/.exec(text);
  return match ? { name: match[1]!, version: match[2] ?? null } : null;
};

const READERS: Readonly<Record<Ecosystem, Read>> = {
  apt: readApt,
  apk: readApk,
  npm: readNpm,
  pip: readPip,
  go: readGo,
  cargo: readCargo,
  gem: readGem,
};

/** Returns the package that a word of an install command names; null for files, URLs, patterns and paths. */
export function parsePackageSpec(ecosystem: Ecosystem, text: string): PackageSpec | null {
  if (text.length > 500 || isArchive(text.split("@")[0]!)) return null;
  return READERS[ecosystem](text);
}
