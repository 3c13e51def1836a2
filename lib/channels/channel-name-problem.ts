/** What is wrong with a channel's name, or null: it is a tag in the registry too, and no version's or build's. */
export function channelNameProblem(name: string): string | null {
  if (name.length > 128) return "A channel's name has 128 characters at most";
  if (!/^[a-z0-9][a-z0-9._-]*$/.test(name)) {
    return "Use lower-case letters, digits, dots, dashes and underscores, as in stable";
  }
  if (/^\d+(\.\d+)*$/.test(name)) return "A number names a version or a build; use a word, as in stable";
  return null;
}
