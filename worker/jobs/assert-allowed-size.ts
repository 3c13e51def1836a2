import { formatBytes } from "#lib/format/format-bytes";
import { formatLimit } from "#lib/format/format-limit";
import { imageHistory } from "#worker/docker/image-history";
import { inspectImage } from "#worker/docker/inspect-image";
import { BuildFailure, type BuildJob } from "#worker/jobs/build-job";

const NAMED = 3;
const LONGEST = 80;

/** A step of the build, as the Dockerfile has it. */
export interface NamedStep {
  index: number;
  name: string;
  line: number | null;
}

/**
 * Refuses an image that is larger than one may be, before it is pushed, and names the steps that made it so.
 * @param maxBytes of all its layers, uncompressed; null for no limit
 * @throws BuildFailure
 */
export async function assertAllowedSize(
  { engine, signal }: BuildJob,
  imageId: string,
  maxBytes: number | null,
  steps: Iterable<NamedStep>,
): Promise<void> {
  if (maxBytes === null) return;
  const { sizeBytes } = await inspectImage(engine, imageId, signal);
  if (sizeBytes <= maxBytes) return;
  const history = await imageHistory(engine, imageId, signal);
  const largest = history.filter(({ bytes }) => bytes > 0).sort((one, other) => other.bytes - one.bytes);
  const named = largest
    .slice(0, NAMED)
    .map(({ instruction, bytes }) => `${shorten(instruction)} (${formatBytes(bytes)})`);
  const culprit = largest[0] && findStep([...steps], largest[0].instruction);
  throw new BuildFailure({
    code: "image-too-large",
    message: `The image has ${formatBytes(sizeBytes)}, more than the ${formatLimit(maxBytes)} that one may have; it was not pushed.`,
    cause: `The largest steps: ${named.join(", ")}.`,
    hint: "Remove in the same RUN what later steps do not need, or copy results from an earlier stage; an administrator can raise the limit.",
    ...(culprit && { step: culprit.index, line: culprit.line ?? undefined }),
  });
}

/** Names of steps may be written over several lines, and say their stage first. */
function findStep(steps: NamedStep[], instruction: string): NamedStep | undefined {
  const plain = (text: string) =>
    text
      .replace(/^\[[^\]]*\]\s*/, "")
      .replace(/[\s\\]+/g, " ")
      .trim();
  return steps.find(({ name }) => plain(name) === plain(instruction));
}

function shorten(text: string): string {
  return text.length > LONGEST ? `${text.slice(0, LONGEST - 1).trimEnd()}…` : text;
}
