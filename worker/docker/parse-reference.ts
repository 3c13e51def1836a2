import { EngineError } from "#worker/docker/engine-error";

export interface Reference {
  /** The registry: "127.0.0.1:5000", "docker.io". */
  host: string;
  /** The repository's name in the registry: "media/ffmpeg", "library/debian". */
  path: string;
  tag: string | undefined;
  digest: string | undefined;
}

// The grammar of the distribution project's reference package.
const component = "[a-z0-9]+(?:(?:\\.|_{1,2}|-+)[a-z0-9]+)*";
const grammar = new RegExp(
  `^(?:((?:[a-zA-Z0-9](?:[a-zA-Z0-9.-]*[a-zA-Z0-9])?|\\[[0-9a-fA-F:]+\\])(?::\\d+)?)/)?(${component}(?:/${component})*)(?::(\\w[\\w.-]{0,127}))?(?:@([a-z0-9]+:[0-9a-f]{32,}))?$`,
);

/**
 * The parts of an image reference as Docker reads it: the first part of the name is a registry only if it has
 * a dot, a colon or is "localhost"; otherwise the image is Docker Hub's.
 * @throws EngineError "invalid".
 */
export function parseReference(reference: string): Reference {
  const first = reference.slice(0, Math.max(0, reference.indexOf("/")));
  const named = /[.:]|^localhost$/.test(first);
  const match = reference.length > 512 ? null : grammar.exec(named ? reference : `docker.io/${reference}`);
  if (!match?.[1] || !match[2]) throw new EngineError("invalid", `"${reference}" is no image reference`);
  const [, host, path, tag, digest] = match;
  const isHub = host === "docker.io" || host === "index.docker.io";
  return {
    host: isHub ? "docker.io" : host,
    path: isHub && !path.includes("/") ? `library/${path}` : path,
    tag,
    digest,
  };
}
