import type { QueueState, QueueWorker, WaitingBuild } from "#lib/queue/read-queue";

/** A build that takes longer than its image's do is taken to need this much of that again. */
const OVERDUE = 0.1;

/**
 * Plays the queue through: each build goes to the place that is free first, and takes as long as its image's do.
 * Returns the seconds until the build begins; null when nothing is known of how long builds take.
 * @param takers the workers that could build it
 * @param before what they take first
 */
export function foresee(
  { running, seconds, usualSeconds }: QueueState,
  takers: QueueWorker[],
  before: WaitingBuild[],
  build: WaitingBuild,
): number | null {
  const free = takers.reduce((sum, { concurrency }) => sum + concurrency, 0);
  const ids = new Set(takers.map(({ id }) => id));
  const rest = ({ imageId, ran }: QueueState["running"][number]) => {
    const whole = seconds.get(imageId) ?? usualSeconds ?? 0;
    return Math.max(whole - ran, whole * OVERDUE);
  };
  const onTakers = running.filter(
    ({ workerId, keepsPlace }) => keepsPlace && workerId !== null && ids.has(workerId),
  );
  const isKnown = usualSeconds !== null || (onTakers.length < free && before.length === 0);
  if (!isKnown) return null;
  /** When each place is free, in seconds from now; and when the builds of each team end. */
  const places = onTakers.map(rest);
  while (places.length < free) places.push(0);
  const ends = new Map<string, number[]>();
  for (const each of running) endsOf(ends, each.teamId).push(rest(each));

  const begin = ({ teamId, limit, imageId }: WaitingBuild) => {
    const place = indexOfLeast(places);
    const inTeam = endsOf(ends, teamId).sort((a, b) => a - b);
    const teamFrees = limit === null || inTeam.length < limit ? 0 : (inTeam[inTeam.length - limit] ?? 0);
    const at = Math.max(places[place] ?? 0, teamFrees);
    const end = at + (seconds.get(imageId) ?? usualSeconds ?? 0);
    places[place] = end;
    inTeam.push(end);
    return at;
  };
  for (const each of before) begin(each);
  return begin(build);
}

function endsOf(ends: Map<string, number[]>, teamId: string): number[] {
  const known = ends.get(teamId);
  if (known) return known;
  const made: number[] = [];
  ends.set(teamId, made);
  return made;
}

function indexOfLeast(values: number[]): number {
  let least = 0;
  for (let i = 1; i < values.length; i++) if ((values[i] ?? 0) < (values[least] ?? 0)) least = i;
  return least;
}
