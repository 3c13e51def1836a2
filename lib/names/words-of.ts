/** The words that a list is searched for: "media/ffmpeg" is two, the team's and the thing's. */
export function wordsOf(q: string): string[] {
  return q
    .toLowerCase()
    .split(/[\s/]+/)
    .filter(Boolean);
}
