/** What a cause is looked for in, and what its hint may depend on. */
export interface FailureContext {
  /** The failing instruction: "RUN apt-get install -y libvip". */
  step: string;
  log: readonly string[];
  /** What memory the step was held to: "2 GB". */
  memoryLimit: string | null;
}

export interface FailureCause {
  code: string;
  /** Whether it shows in what the step printed, or in what the engine says about it. */
  in: "log" | "engine";
  pattern: RegExp;
  /** The cause in words, without a full stop. */
  cause: (match: RegExpExecArray, context: FailureContext) => string;
  /** What to do next, in whole sentences. */
  hint: (match: RegExpExecArray, context: FailureContext) => string;
}

const whole = (match: RegExpExecArray) => match[0].trim();
const rest = (match: RegExpExecArray) => (match[1] ?? match[0]).trim();
const named = (match: RegExpExecArray) => match.slice(1).find((group) => group !== undefined) ?? "";

const outOfMemory = (_: RegExpExecArray, { memoryLimit }: FailureContext) =>
  memoryLimit
    ? `a process was killed, most likely at the memory limit of ${memoryLimit}`
    : "a process was killed, most likely because memory ran out";
const needLess = (_: RegExpExecArray, { memoryLimit }: FailureContext) =>
  `Run fewer things in parallel (make -j2), or split the step; ${memoryLimit ? "an administrator can raise the limit" : "the engine needs more memory"} otherwise.`;

const checkNetwork =
  "Check the address for a typing error. If it is right, the network of the build has no way to it: ask who runs the Docker engine.";

/**
 * The known causes, those that bring others about first: without name resolution, apt says that it cannot
 * locate a package. Patterns are matched against one line of the log, or the engine's whole message.
 */
export const failureCauses: readonly FailureCause[] = [
  {
    code: "no-space",
    in: "log",
    pattern: /no space left on device|ENOSPC|disk quota exceeded/i,
    cause: () => "no space left on the engine's disk",
    hint: () => "Ask who runs the Docker engine to make room, then build again; a smaller image helps too.",
  },
  {
    code: "no-space",
    in: "engine",
    pattern: /no space left on device|disk quota exceeded/i,
    cause: () => "no space left on the engine's disk",
    hint: () => "Ask who runs the Docker engine to make room, then build again; a smaller image helps too.",
  },
  {
    code: "killed",
    in: "engine",
    pattern: /^exit code: 137\b/,
    cause: outOfMemory,
    hint: needLess,
  },
  {
    code: "killed",
    in: "log",
    pattern: /Killed signal terminated program \S+|^(?:\S+: line \d+:\s+\d+ )?Killed\b/,
    cause: outOfMemory,
    hint: needLess,
  },
  {
    code: "tls",
    in: "log",
    pattern:
      /CERTIFICATE_VERIFY_FAILED|certificate verif\w+ failed|self[- ]signed certificate|SELF_SIGNED_CERT|UNABLE_TO_\w*ISSUER_CERT\w*|unable to get (?:local )?issuer certificate|SSL certificate problem|x509: /i,
    cause: () => "a server's TLS certificate is not trusted inside the image",
    hint: () =>
      "Install ca-certificates. If the network has a certificate authority of its own, start from a base image that carries it and points SSL_CERT_FILE, PIP_CERT and NODE_EXTRA_CA_CERTS at it.",
  },
  {
    code: "name-not-resolved",
    in: "log",
    pattern:
      /could not resolve (?:host: )?'?([^\s']+)|temporary failure resolving '([^']+)|getaddrinfo (?:ENOTFOUND|EAI_AGAIN) (\S+)|name or service not known|temporary failure in name resolution/i,
    cause: (match) =>
      named(match)
        ? `the host name ${named(match)} could not be resolved`
        : "a host name could not be resolved",
    hint: () => checkNetwork,
  },
  {
    code: "apt-package-not-found",
    in: "log",
    pattern: /^E: (Unable to locate package (\S+))|^E: (Package '(.+)' has no installation candidate)/,
    cause: named,
    hint: (match, { step, log }) => {
      const isUpdated = /\b(?:apt|apt-get|aptitude)\b[^&|;]*\bupdate\b/.test(step);
      if (!isUpdated && !log.some((line) => /^(?:Get|Hit):\d/.test(line))) {
        return "The package lists are not in the image: run apt-get update in the same RUN, before apt-get install.";
      }
      const name = match[2] ?? match[4];
      return `Check the name ${name} for a typing error, and whether the base image's release of the distribution has it.`;
    },
  },
  {
    code: "apt-version-not-found",
    in: "log",
    pattern: /^E: (Version '.+' for '(.+)' was not found)/,
    cause: rest,
    hint: (match) =>
      `Distributions keep only the newest version of a package: see which one there is with apt-cache policy ${match[2]}, or leave the version out.`,
  },
  {
    code: "apt-not-confirmed",
    in: "log",
    pattern: /Do you want to continue\? \[Y\/n\] Abort\./,
    cause: () => "apt asked for confirmation and there is nobody to answer",
    hint: () => "Add -y: apt-get install -y …",
  },
  {
    code: "pip-externally-managed",
    in: "log",
    pattern: /externally-managed-environment|pass(?:ing)? --break-system-packages/,
    cause: () => "this Python is managed by the distribution, and pip does not install into it",
    hint: () =>
      "Make a virtual environment (python3 -m venv /opt/venv, then /opt/venv/bin/pip install …), or pass --break-system-packages, which is sound in an image of its own.",
  },
  {
    code: "pip-package-not-found",
    in: "log",
    pattern:
      /^ERROR: Could not find a version that satisfies the requirement (\S+) .*\(from versions: none\)/,
    cause: (match) => `No matching distribution found for ${match[1]}`,
    hint: (match) =>
      `Check the name ${match[1]} for a typing error, and that the index pip is set to has it.`,
  },
  {
    code: "pip-version-not-found",
    in: "log",
    pattern: /^ERROR: (No matching distribution found for .*)/,
    cause: rest,
    hint: () =>
      "Choose one of the versions that the log lists; some need a newer or an older Python than the image has.",
  },
  {
    code: "npm-version-not-found",
    in: "log",
    pattern: /^npm (?:error|ERR!) notarget (No matching version found for [^\s]+[^\s.])/,
    cause: rest,
    hint: () => "See which versions there are with npm view NAME versions, and choose one of them.",
  },
  {
    code: "npm-package-not-found",
    in: "log",
    pattern:
      /^npm (?:error|ERR!) 404\s+'?(?:The requested resource )?'([^']+?)(?:@\*)?'.*(?:could not be found|not in)/,
    cause: (match) => `npm found no package ${match[1]}`,
    hint: (match) =>
      `Check the name ${match[1]} for a typing error; a private package needs a registry that has it.`,
  },
  {
    code: "command-not-found",
    in: "log",
    pattern:
      /^\S+: (?:line )?\d+: (\S+): (?:command )?not found$|exec: "([^"]+)": (?:executable file not found|stat .*no such file)/,
    cause: (match) => `${named(match)} was not found`,
    hint: (match) => {
      const command = named(match);
      if (!command.includes("/"))
        return `Install what brings ${command} in an earlier step, or check its name and PATH.`;
      return `${command} does not exist in the image, or the interpreter that its first line names does not (Windows line ends cause that too).`;
    },
  },
  {
    code: "permission-denied",
    in: "log",
    pattern: /^.*(?:permission denied|operation not permitted|EACCES:).*$/i,
    cause: whole,
    hint: (match) =>
      /^\S+: (?:line )?\d+: \S+: Permission denied$/.test(match[0])
        ? "The file is not executable: chmod +x it first."
        : "The step does not run as root: put USER root before it, and the other USER back after it.",
  },
  {
    code: "network",
    in: "log",
    pattern:
      /connect (?:ECONNREFUSED|ETIMEDOUT|EHOSTUNREACH) [\w.:[\]]+|^.*(?:connection refused|connection timed out|network is unreachable|connection reset by peer).*$/i,
    cause: whole,
    hint: () => checkNetwork,
  },
  {
    code: "secret-unavailable",
    in: "log",
    pattern: /\/run\/secrets\/\S+: No such file/,
    cause: () => "builds have no secrets here",
    hint: () => "Take --mount=type=secret out of the step, and what needs it.",
  },
  {
    code: "secret-unavailable",
    in: "engine",
    pattern: /^secret \S+ ?:? ?not found|no SSH key/i,
    cause: () => "builds have no secrets and no SSH agent here",
    hint: () => "Take --mount=type=secret and --mount=type=ssh out of the step.",
  },
  {
    code: "copy-source-missing",
    in: "engine",
    pattern: /^failed to (?:compute cache key|calculate checksum).*?"([^"]+)"(?: not found)?: not found/,
    cause: (match) => `${match[1]} does not exist`,
    hint: (_, { step }) =>
      step.includes("--from=")
        ? "Check the path in the stage or image that --from names."
        : "A build has no files beside its Dockerfile: download what you need in a RUN, write it there, or copy it --from another image.",
  },
  {
    code: "user-not-found",
    in: "engine",
    pattern: /unable to find user (\S+): no matching entries in passwd file/,
    cause: (match) => `the image has no user ${match[1]}`,
    hint: (match) => `Create it before the USER line: RUN useradd --create-home ${match[1]}`,
  },
  {
    code: "syntax-image-unavailable",
    in: "engine",
    pattern: /^(?=.*docker\/dockerfile).*(?:frontend gateway|resolve source metadata|failed to do request)/,
    cause: () => "the Dockerfile syntax that its first line asks for could not be fetched",
    hint: () => "Remove the line # syntax=…; the engine then uses the syntax it brings.",
  },
  {
    code: "base-denied",
    in: "engine",
    pattern: /(pull access denied|insufficient_scope|unauthorized|authorization failed|403 Forbidden).*/i,
    cause: () => "the registry does not let us have the base image",
    hint: () =>
      "Check the image's name. If it is private, an administrator has to add it to the base images.",
  },
  {
    code: "base-not-found",
    in: "engine",
    pattern:
      /^(?:failed to resolve source metadata for )?(\S+): (?:failed to resolve source metadata for \S+: )?(?:\S+: )?(?:manifest unknown.*|not found)$/,
    cause: (match) => `the registry has no image ${match[1]}`,
    hint: () => "Check its name and tag; the list of base images shows what there is.",
  },
  {
    code: "name-not-resolved",
    in: "engine",
    pattern:
      /lookup ([^\s:]+).*(?:no such host|network is unreachable|server misbehaving|i\/o timeout|try again)/,
    cause: (match) => `the host name ${match[1]} could not be resolved`,
    hint: () => checkNetwork,
  },
  {
    code: "network",
    in: "engine",
    pattern:
      /(dial tcp \S+ .*|unexpected status .*|failed with status code .*|i\/o timeout|TLS handshake timeout|connection reset.*|\bEOF)$/,
    cause: rest,
    hint: () => checkNetwork,
  },
];
