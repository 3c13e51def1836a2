const LABEL = "bakehouse.runtime.";

/** Variables in which the official images of Docker Hub name what they bring. */
const VARIABLES: Record<string, string> = {
  NODE_VERSION: "node",
  PYTHON_VERSION: "python",
  GOLANG_VERSION: "go",
  RUBY_VERSION: "ruby",
  RUST_VERSION: "rust",
  JAVA_VERSION: "java",
  PHP_VERSION: "php",
};

/** Runtimes with their versions, as an image's labels and variables name them: {"node": "24.4.0"}. */
export function readRuntimes(config: {
  env: readonly string[];
  labels: Readonly<Record<string, string>>;
}): Record<string, string> {
  const fromEnv = config.env.flatMap((pair): [string, string][] => {
    const [, variable = "", version] = /^([^=]+)=(.+)$/.exec(pair) ?? [];
    const runtime = VARIABLES[variable];
    return runtime && version ? [[runtime, version]] : [];
  });
  const fromLabels = Object.entries(config.labels)
    .filter(([label]) => label.startsWith(LABEL))
    .map(([label, version]) => [label.slice(LABEL.length), version] as const);
  return Object.fromEntries([...fromEnv, ...fromLabels]);
}
