/** How many characters must be put in, left out, changed or swapped with their neighbour to get from one to the other. */
function countEdits(one: string, other: string): number {
  let before: number[] = [];
  let previous = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (let i = 1; i <= one.length; i++) {
    const current = [i];
    for (let j = 1; j <= other.length; j++) {
      const change = one[i - 1] === other[j - 1] ? 0 : 1;
      const isSwap = i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1];
      const edits = Math.min(previous[j]! + 1, current[j - 1]! + 1, previous[j - 1]! + change);
      current.push(isSwap ? Math.min(edits, before[j - 2]! + 1) : edits);
    }
    before = previous;
    previous = current;
  }
  return previous[other.length]!;
}

/** Returns the candidate that `word` was probably meant to be: at most a third of it is mistyped. Null if none. */
export function suggestWord(word: string, candidates: Iterable<string>): string | null {
  if (word.length > 40) return null;
  let best: string | null = null;
  let fewest = Math.max(1, Math.floor(word.length / 3)) + 1;
  for (const candidate of candidates) {
    const edits = countEdits(word.toLowerCase(), candidate.toLowerCase());
    if (edits < fewest) {
      best = candidate;
      fewest = edits;
    }
  }
  return best;
}
