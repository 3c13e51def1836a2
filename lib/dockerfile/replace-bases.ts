import { listBases } from "#lib/dockerfile/list-bases";

/**
 * Returns the Dockerfile with each outside image that `references` knows by its name replaced by its
 * reference. Everything else stays byte for byte: comments, line ends, --platform, AS. Where FROM names an
 * image by a variable, the reference stands in the variable's place.
 *
 * @param platform as in `listBases`
 */
export function replaceBases(
  text: string,
  references: ReadonlyMap<string, string>,
  platform = "linux/amd64",
): string {
  let result = "";
  let at = 0;
  for (const { name, startOffset, endOffset } of listBases(text, platform).bases) {
    const reference = references.get(name);
    if (reference === undefined) continue;
    result += text.slice(at, startOffset) + reference;
    at = endOffset;
  }
  return result + text.slice(at);
}
