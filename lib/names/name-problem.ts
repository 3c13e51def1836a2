const MAX_LENGTH = { team: 64, image: 128, project: 128 } as const;

/**
 * What is wrong with a team's, image's or project's name, or null. The rule is [a-z0-9][a-z0-9._-]*, narrowed to what
 * registries take as a path component (github.com/distribution/reference, regexp.go): a separator is one
 * dot, one or two underscores or any number of dashes, and stands between letters or digits. The lengths
 * keep registry/team/image within the 255 characters that a repository's name may have.
 */
export function nameProblem(what: keyof typeof MAX_LENGTH, name: string): string | null {
  const max = MAX_LENGTH[what];
  if (name === "") return `Give the ${what} a name.`;
  if (name.length > max)
    return `The name has ${name.length} characters; at most ${max} fit in a registry's path.`;
  if (/[A-Z]/.test(name)) return "Use lower-case letters: registries refuse upper case.";
  const wrong = /[^a-z0-9._-]/u.exec(name);
  if (wrong) return `“${wrong[0]}” cannot be in a name: use a–z, 0–9, dot, dash and underscore.`;
  if (!/^[a-z0-9]/.test(name)) return "Begin the name with a letter or a digit.";
  if (!/[a-z0-9]$/.test(name)) return "End the name with a letter or a digit.";
  if (!/^[a-z0-9]+(?:(?:\.|_{1,2}|-+)[a-z0-9]+)*$/.test(name)) {
    return "Put one dot, one dash or one underscore between letters or digits: registries refuse other mixes.";
  }
  return null;
}
