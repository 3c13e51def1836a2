export interface ImageReference {
  /** The registry's host, with its port if it has one: "docker.io". */
  domain: string;
  /** "library/debian" */
  path: string;
  /** null where only a digest is given. */
  tag: string | null;
  /** "sha256:…" */
  digest: string | null;
}

export const DEFAULT_DOMAIN = "docker.io";

// The grammar of github.com/distribution/reference, which Docker and BuildKit use.
const COMPONENT = "[a-z0-9]+(?:(?:\\.|_|__|-+)[a-z0-9]+)*";
const LABEL = "(?:[a-zA-Z0-9]|[a-zA-Z0-9][a-zA-Z0-9-]*[a-zA-Z0-9])";
const pathGrammar = new RegExp(`^${COMPONENT}(?:/${COMPONENT})*$`);
const domainGrammar = new RegExp(`^(?:${LABEL}(?:\\.${LABEL})*|\\[[a-fA-F0-9:]+\\])(?::[0-9]+)?$`);
const tagGrammar = /^[\w][\w.-]{0,127}$/;
const digestGrammar = /^[A-Za-z][A-Za-z0-9]*(?:[-_+.][A-Za-z][A-Za-z0-9]*)*:[0-9a-fA-F]{32,}$/;
const digestLengths: Record<string, number> = { sha256: 64, sha384: 96, sha512: 128 };
/** Of domain and path together. */
const MAX_NAME_LENGTH = 255;
/** Name, tag and digest. */
const MAX_LENGTH = 255 + 1 + 128 + 1 + 135;

function isDigest(text: string): boolean {
  const [algorithm = "", hex = ""] = text.split(":");
  const length = digestLengths[algorithm];
  return (
    digestGrammar.test(text) && length !== undefined && hex.length === length && hex === hex.toLowerCase()
  );
}

/**
 * Returns the parts of an image reference, completed as Docker completes it ("debian" is
 * docker.io/library/debian:latest), or null where Docker calls it an invalid reference.
 */
export function parseImageReference(text: string): ImageReference | null {
  if (text.length > MAX_LENGTH) return null;
  const at = text.indexOf("@");
  const digest = at === -1 ? null : text.slice(at + 1);
  if (digest !== null && !isDigest(digest)) return null;
  if (/^[0-9a-f]{64}$/.test(text)) return null;

  const named = at === -1 ? text : text.slice(0, at);
  const slash = named.indexOf("/");
  const head = slash === -1 ? "" : named.slice(0, slash);
  const hasDomain = /[.:]/.test(head) || head === "localhost" || head !== head.toLowerCase();
  const given = hasDomain ? head : DEFAULT_DOMAIN;
  const domain = given === "index.docker.io" ? DEFAULT_DOMAIN : given;
  const rest = hasDomain ? named.slice(slash + 1) : named;
  const colon = rest.indexOf(":");
  const shortPath = colon === -1 ? rest : rest.slice(0, colon);
  const givenTag = colon === -1 ? null : rest.slice(colon + 1);
  const path = domain === DEFAULT_DOMAIN && !shortPath.includes("/") ? `library/${shortPath}` : shortPath;

  if (!domainGrammar.test(domain) || !pathGrammar.test(path)) return null;
  if (givenTag !== null && !tagGrammar.test(givenTag)) return null;
  if (domain.length + 1 + path.length > MAX_NAME_LENGTH) return null;
  return { domain, path, tag: givenTag ?? (digest === null ? "latest" : null), digest };
}

/** Returns the whole reference: "docker.io/library/debian:latest". */
export function formatImageReference({ domain, path, tag, digest }: ImageReference): string {
  return `${domain}/${path}${tag === null ? "" : `:${tag}`}${digest === null ? "" : `@${digest}`}`;
}

/** Returns the reference as people write it, without what Docker adds by itself: "debian:12". */
export function formatFamiliarReference({ domain, path, tag, digest }: ImageReference): string {
  const isDefault = domain === DEFAULT_DOMAIN;
  const short = isDefault && /^library\/[^/]+$/.test(path) ? path.slice("library/".length) : path;
  return `${isDefault ? "" : `${domain}/`}${short}${tag === null ? "" : `:${tag}`}${digest === null ? "" : `@${digest}`}`;
}
