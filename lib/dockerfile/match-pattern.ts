const ANY = Symbol("*");
const ONE = Symbol("?");
type Token = typeof ANY | typeof ONE | string;

/** No image reference is longer: it bounds the work that a hostile pattern can ask for. */
const MAX_LENGTH = 512;

function readTokens(pattern: string): Token[] {
  const tokens: Token[] = [];
  for (let at = 0; at < pattern.length; at++) {
    const character = pattern[at]!;
    if (character === "*") tokens.push(ANY);
    else if (character === "?") tokens.push(ONE);
    else tokens.push(character === "\\" && at + 1 < pattern.length ? pattern[++at]! : character);
  }
  return tokens;
}

/** Where matches of `tokens` that begin at `start` end: the nearest and the farthest place, or null. */
function findEnds(
  tokens: Token[],
  value: string,
  start: number,
): { nearest: number; farthest: number } | null {
  let states = new Set<number>();
  const enter = (set: Set<number>, state: number) => {
    set.add(state);
    if (tokens[state] === ANY) enter(set, state + 1);
  };
  enter(states, 0);
  const ends: number[] = [];
  for (let at = start; ; at++) {
    if (states.has(tokens.length)) ends.push(at);
    if (at === value.length || states.size === 0) break;
    const following = new Set<number>();
    for (const state of states) {
      const token = tokens[state];
      if (token === ANY) enter(following, state);
      else if (token === ONE || token === value[at]) enter(following, state + 1);
    }
    states = following;
  }
  return ends.length === 0 ? null : { nearest: ends[0]!, farthest: ends.at(-1)! };
}

/**
 * Returns `value` with what matches the shell pattern (`*`, `?`, `\x`) replaced, by nothing if not said
 * otherwise: at its start (`${v#p}`), at its end (`${v%p}`), the first match (`${v/p/r}`) or all (`${v//p/r}`).
 *
 * @throws RangeError for values and patterns longer than an image reference can be.
 */
export function matchPattern(
  pattern: string,
  value: string,
  where: "start" | "end" | "first" | "all",
  greedy: boolean,
  replacement = "",
): string {
  if (value.length > MAX_LENGTH || pattern.length > MAX_LENGTH) throw new RangeError("the value is too long");
  const tokens = readTokens(pattern);
  if (where === "start") {
    const ends = findEnds(tokens, value, 0);
    return ends ? value.slice(greedy ? ends.farthest : ends.nearest) : value;
  }
  if (where === "end") {
    const starts = Array.from({ length: value.length + 1 }, (_, start) => start);
    if (!greedy) starts.reverse();
    const start = starts.find((candidate) => findEnds(tokens, value, candidate)?.farthest === value.length);
    return start === undefined ? value : value.slice(0, start);
  }
  let result = "";
  let at = 0;
  while (at <= value.length) {
    const ends = findEnds(tokens, value, at);
    if (!ends) {
      result += value[at++] ?? "";
      continue;
    }
    result += replacement;
    if (ends.farthest === at) result += value[at++] ?? "";
    else at = ends.farthest;
    if (where === "first" || at === value.length) break;
  }
  return result + value.slice(at);
}
