import type { BuildVariables } from "#lib/dockerfile/build-variables";
import { expandWord, WordError } from "#lib/dockerfile/expand-word";
import type { Instruction } from "#lib/dockerfile/parse-dockerfile";
import { readHeredocBodies } from "#lib/dockerfile/read-heredoc-bodies";
import { splitPlainWords } from "#lib/dockerfile/split-words";
import { quoteShell } from "#lib/use-image/quote";
import { toHeredoc } from "#lib/use-image/to-heredoc";

export interface FileStep {
  /** Commands that bring the files; none where `why` says why not. */
  lines: string[];
  why: string | null;
}

const leave = (why: string): FileStep => ({ lines: [], why });

/** The body of a heredoc with variables put in as COPY does; null where one is not known. */
function expandBody(text: string, build: BuildVariables): string | null {
  if (!text.includes("$")) return text;
  try {
    const { escapeToken } = build;
    const expanded = expandWord(text, { escapeToken, get: (name) => build.get(name), raw: true });
    return expanded.unset.length === 0 ? expanded.text : null;
  } catch (error) {
    if (error instanceof WordError || error instanceof RangeError) return null;
    throw error;
  }
}

/** Returns commands of a setup script for a COPY or ADD, if the Dockerfile alone says what the files hold. */
export function toFileStep(dockerfile: string, instruction: Instruction, build: BuildVariables): FileStep {
  const { keyword, flags, json, args, heredocs } = instruction;
  const flag = (name: string) => flags.find((flag) => flag.name === name)?.value ?? null;
  if (flags.some(({ name }) => name === "from"))
    return leave("It takes files from another stage or image, and a script makes neither.");
  const words = Array.isArray(json)
    ? json
    : splitPlainWords(args.replace(/<<(-?)\s+/g, "<<$1")).map(({ text }) => text);
  const target = build.expand(words.at(-1) ?? "");
  if (!target) return leave("Where it goes uses what only the base image knows.");

  const rights = (path: string) => [
    ...(flag("chmod") ? [`chmod ${quoteShell(flag("chmod")!)} ${path}`] : []),
    ...(flag("chown") ? [`chown ${quoteShell(flag("chown")!)} ${path}`] : []),
  ];
  const pathOf = (name: string, isOnly: boolean) =>
    quoteShell(target.endsWith("/") || !isOnly ? `${target.replace(/\/?$/, "/")}${name}` : target);
  const makeRoom = (path: string) => (path.includes("/") ? [`mkdir -p "$(dirname ${path})"`] : []);
  const sources = words.slice(0, -1);

  if (heredocs.length > 0) {
    if (heredocs.length !== sources.length)
      return leave("It takes files from beside the Dockerfile, and there are none.");
    const bodies = readHeredocBodies(dockerfile, instruction);
    const lines: string[] = [];
    for (const [index, { text }] of bodies.entries()) {
      const isQuoted = /["'\\]/.test(sources[index]!);
      const body = isQuoted ? text : expandBody(text, build);
      if (body === null) return leave("Its text uses what only the base image knows.");
      const path = pathOf(heredocs[index]!.name, bodies.length === 1);
      lines.push(...makeRoom(path), toHeredoc(`cat > ${path}`, body, "FILE"), ...rights(path));
    }
    return { lines, why: null };
  }

  const urls = sources.map((source) => build.expand(source) ?? "");
  if (keyword !== "ADD" || !urls.every((url) => /^https?:\/\//.test(url)))
    return leave(
      urls.some((url) => /^(?:git@|ssh:|git:)/.test(url))
        ? "It takes a Git repository: clone it by hand."
        : "It takes files from beside the Dockerfile, and there are none.",
    );
  if (urls.some((url) => /\.git(?:[#?].*)?$/.test(url)) || flag("unpack") !== null)
    return leave("It takes a Git repository or unpacks an archive: fetch it by hand.");
  const lines = urls.flatMap((url) => {
    const path = pathOf(new URL(url).pathname.replace(/^.*\//, "") || "index.html", urls.length === 1);
    const checksum = /^sha256:([0-9a-f]{64})$/.exec(flag("checksum") ?? "")?.[1];
    return [
      ...makeRoom(path),
      `curl --fail --silent --show-error --location --retry 3 --output ${path} ${quoteShell(url)}`,
      ...(checksum ? [`echo ${quoteShell(`${checksum}  `)}${path} | sha256sum --check --status`] : []),
      ...(flag("chmod") ? [] : [`chmod 600 ${path}`]),
      ...rights(path),
    ];
  });
  return { lines, why: null };
}
