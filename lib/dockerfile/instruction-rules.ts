export interface FlagRule {
  kind: "boolean" | "string" | "strings";
  /** One line for people. */
  doc: string;
  /** The only values it takes. */
  values?: readonly string[];
  /** Engine 20.10, the one of Debian 12, does not know it (tried with each). */
  isNew?: true;
}

export interface InstructionRule {
  /** One line for people. */
  doc: string;
  /** How it is written. */
  form: string;
  flags: Readonly<Record<string, FlagRule>>;
  /** Whether BuildKit counts it in a step's "2/5". */
  isStep: boolean;
}

const chown: FlagRule = { kind: "string", doc: "Owner of the files: user:group, by name or number." };
const chmod: FlagRule = { kind: "string", doc: "Permissions of the files: 755." };
const link: FlagRule = {
  kind: "boolean",
  doc: "A layer of its own that stays cached when the base changes.",
  isNew: true,
};
const exclude: FlagRule = {
  kind: "strings",
  doc: "Leave out what matches this pattern; can stand several times.",
  isNew: true,
};

function rule(
  form: string,
  doc: string,
  flags: Record<string, FlagRule> = {},
  isStep = false,
): InstructionRule {
  return { form, doc, flags, isStep };
}

/** The instructions of the Dockerfile reference (frontend 1.20) by keyword, with what each takes. */
export const instructionRules: Readonly<Record<string, InstructionRule>> = {
  ADD: rule(
    "ADD [flags] source… destination",
    "Add files from a URL or a Git repository, or unpack an archive.",
    {
      checksum: { kind: "string", doc: "The download must have this digest: sha256:…", isNew: true },
      chmod,
      chown,
      exclude,
      "keep-git-dir": { kind: "boolean", doc: "Keep the .git directory of a Git source.", isNew: true },
      link,
      unpack: { kind: "boolean", doc: "Unpack archives, also those from a URL.", isNew: true },
    },
    true,
  ),
  ARG: rule("ARG name[=default]", "A variable for the build alone. Before FROM it can be used in FROM."),
  CMD: rule('CMD ["program", "argument"]', "What runs when a container starts without a command of its own."),
  COPY: rule(
    "COPY --from=stage source… destination",
    "Copy files from another stage or image, or write them from a heredoc.",
    {
      chmod,
      chown,
      exclude,
      from: { kind: "string", doc: "Copy from this stage (name or number) or image." },
      link,
      parents: { kind: "boolean", doc: "Keep the directories of each source.", isNew: true },
    },
    true,
  ),
  ENTRYPOINT: rule(
    'ENTRYPOINT ["program"]',
    "The program that each container runs; CMD becomes its arguments.",
  ),
  ENV: rule(
    "ENV NAME=value",
    "A variable for later steps and for every process in the container. No secrets.",
  ),
  EXPOSE: rule(
    "EXPOSE port[/protocol]",
    "Say which port the program listens on. It opens nothing by itself.",
  ),
  FROM: rule(
    "FROM image[:tag] [AS name]",
    "Start a stage from a base image.",
    { platform: { kind: "string", doc: "Take the base for this platform: linux/amd64." } },
    true,
  ),
  HEALTHCHECK: rule(
    "HEALTHCHECK [flags] CMD command",
    "How to tell whether a container still works; NONE turns it off.",
    {
      interval: { kind: "string", doc: "Time between checks: 30s." },
      retries: { kind: "string", doc: "Failures in a row that make a container unhealthy: 3." },
      "start-interval": { kind: "string", doc: "Time between checks while it starts: 5s.", isNew: true },
      "start-period": { kind: "string", doc: "Time to start in which failures do not count: 0s." },
      timeout: { kind: "string", doc: "A check that takes longer has failed: 30s." },
    },
  ),
  LABEL: rule("LABEL key=value", "Notes on the image that tools can read."),
  MAINTAINER: rule("MAINTAINER name", "Deprecated: use LABEL org.opencontainers.image.authors=…"),
  ONBUILD: rule("ONBUILD instruction", "Run the instruction later, in builds that start from this image."),
  RUN: rule(
    "RUN [flags] command",
    "Run a command; what it changes becomes a layer.",
    {
      device: { kind: "strings", doc: "Give the command a device (CDI).", isNew: true },
      mount: { kind: "strings", doc: "Mount a cache, a secret, a tmpfs or files for this command only." },
      network: {
        kind: "string",
        doc: "The network of the command.",
        values: ["default", "none", "host"],
        isNew: true,
      },
      security: {
        kind: "string",
        doc: "Run with more rights; the engine must allow it.",
        values: ["sandbox", "insecure"],
        isNew: true,
      },
    },
    true,
  ),
  SHELL: rule('SHELL ["/bin/bash", "-o", "pipefail", "-c"]', "The shell for later RUN, CMD and ENTRYPOINT."),
  STOPSIGNAL: rule("STOPSIGNAL signal", "The signal that asks a container to stop: SIGTERM."),
  USER: rule("USER user[:group]", "Who runs later steps and the container."),
  VOLUME: rule('VOLUME ["/path"]', "Keep this directory outside the container's own file system."),
  WORKDIR: rule(
    "WORKDIR /path",
    "The directory for later steps and the container; made if missing.",
    {},
    true,
  ),
};
