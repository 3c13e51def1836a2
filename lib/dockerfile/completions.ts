import { instructionRules } from "#lib/dockerfile/instruction-rules";
import { listStages } from "#lib/dockerfile/list-stages";
import { parseDockerfile } from "#lib/dockerfile/parse-dockerfile";

export interface Completion {
  label: string;
  kind: "instruction" | "flag" | "image" | "stage" | "value";
  /** How it is written. */
  detail?: string;
  /** One line about it. */
  doc?: string;
  /** What to put in, where it is not the label. */
  insert?: string;
}

export interface CompletionList {
  /** The offset where the text to replace begins; it ends at the cursor. */
  from: number;
  options: Completion[];
}

const MOUNT_KEYS: [string, string][] = [
  ["type=", "bind, cache, secret, ssh or tmpfs"],
  ["target=", "Where it is mounted"],
  ["from=", "The stage or image to mount files from"],
  ["source=", "The path in there"],
  ["id=", "The name of the cache or the secret"],
  ["sharing=", "shared, private or locked: who else may use the cache"],
  ["env=", "The variable that holds the secret"],
  ["required", "Fail where the secret is missing"],
];
const VALUES: Record<string, string[]> = {
  type: ["cache", "secret", "bind", "tmpfs", "ssh"],
  sharing: ["shared", "locked", "private"],
};

function completeInstruction(from: number): CompletionList {
  const options = Object.entries(instructionRules)
    .filter(([keyword]) => keyword !== "MAINTAINER")
    .map(([label, { form, doc }]) => ({
      label,
      kind: "instruction" as const,
      detail: form.slice(label.length + 1),
      doc,
      insert: `${label} `,
    }));
  return { from, options };
}

function completeFlag(keyword: string, from: number): CompletionList {
  const options = Object.entries(instructionRules[keyword]?.flags ?? {}).map(([name, { kind, doc }]) => {
    const label = kind === "boolean" ? `--${name}` : `--${name}=`;
    return { label, kind: "flag" as const, doc, insert: kind === "boolean" ? `${label} ` : label };
  });
  return { from, options };
}

function completeMount(value: string, cursor: number, images: Completion[]): CompletionList {
  const field = value.slice(value.lastIndexOf(",") + 1);
  const equals = field.indexOf("=");
  if (equals === -1) {
    const options = MOUNT_KEYS.map(([label, doc]) => ({ label, kind: "value" as const, doc }));
    return { from: cursor - field.length, options };
  }
  const key = field.slice(0, equals);
  const values = (VALUES[key] ?? []).map((label) => ({ label, kind: "value" as const }));
  return { from: cursor - (field.length - equals - 1), options: key === "from" ? images : values };
}

/**
 * Returns what can stand at `cursor` (an offset): instructions at the start of a line, an instruction's flags
 * after "--", stages and base images in FROM and --from=. Null where there is nothing to offer.
 *
 * @param bases names of base images that the catalogue knows
 */
export function listCompletions(
  text: string,
  cursor: number,
  bases: readonly { name: string; description?: string }[],
): CompletionList | null {
  const lineStart = text.lastIndexOf("\n", cursor - 1) + 1;
  const line = text.slice(lineStart, cursor);
  if (/^\s*#/.test(line)) return null;
  const file = parseDockerfile(text);
  const current = file.instructions.findLast(({ start }) => start < cursor);
  const isInside = current !== undefined && cursor <= current.end && current.start < lineStart;
  if (isInside && current.heredocs.length > 0) return null;
  if (!isInside && /^\s*[A-Za-z]*$/.test(line)) return completeInstruction(cursor - line.trimStart().length);

  const keyword = current?.keyword ?? "";
  const word = /\S*$/.exec(line)![0];
  const stages = listStages(file)
    .stages.filter(({ name, from }) => name !== null && from.end < lineStart)
    .map(({ name, base }) => ({
      label: name!,
      kind: "stage" as const,
      doc: `The stage above, from ${base}`,
    }));
  const images = bases.map(({ name, description }) => {
    return { label: name, kind: "image" as const, ...(description && { doc: description }) };
  });

  const mount = /^--mount=(.*)$/.exec(word);
  if (keyword === "RUN" && mount) return completeMount(mount[1]!, cursor, [...stages, ...images]);
  const source = /^--from=(.*)$/.exec(word);
  if (keyword === "COPY" && source)
    return { from: cursor - source[1]!.length, options: [...stages, ...images] };
  const before = line.slice(0, line.length - word.length);
  if (/^--?[a-z-]*$/.test(word) && /^\s*\S+(?:\s+--\S+)*\s+$/.test(before))
    return completeFlag(keyword, cursor - word.length);
  if (keyword === "FROM" && /^\s*\S+(?:\s+--\S+)*\s+$/.test(before)) {
    return {
      from: cursor - word.length,
      options: [...images, ...stages, { label: "scratch", kind: "image", doc: "Nothing at all" }],
    };
  }
  return null;
}
