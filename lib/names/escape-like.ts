/** A text as it stands for itself in a LIKE pattern, which Prisma's `contains` makes of what it is given. */
export function escapeLike(text: string): string {
  return text.replace(/[\\%_]/g, "\\$&");
}
