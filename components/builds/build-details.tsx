"use client";
import type { BuildSnapshot } from "#components/builds/build-stream";
import { Facts } from "#components/builds/facts";
import { ImageConfig } from "#components/builds/image-config";
import { Badge } from "#components/ui/badge";
import { Bytes } from "#components/ui/bytes";
import { Card } from "#components/ui/card";
import { Digest } from "#components/ui/digest";
import { Section } from "#components/ui/section";
import { formatExactTime } from "#lib/format/format-exact-time";

const SOURCE = {
  "base-image": "A base image of this Bakehouse",
  catalogue: "From the catalogue",
  registry: "As its registry says",
};

/** Everything that was recorded of a build. */
export function BuildDetails({ build }: { build: BuildSnapshot["build"] }) {
  const { timings, bases, config } = build;
  const time = (value: string | null) =>
    value ? (
      <time dateTime={value} suppressHydrationWarning>
        {formatExactTime(new Date(value))}
      </time>
    ) : null;
  return (
    <div className="grid grid-cols-1 gap-x-8 gap-y-6 lg:grid-cols-2">
      <Section title="Result">
        <Card padded>
          <Facts
            facts={[
              [
                "Reference",
                build.reference && <Digest key="value" value={build.reference} what="reference" />,
              ],
              ["Digest", build.digest && <Digest key="value" value={build.digest} />],
              [
                "Tags",
                build.reference && (
                  <span key="value" className="flex flex-wrap gap-1.5">
                    <Badge mono>{build.tag}</Badge>
                    {build.tags.map((tag) => (
                      <Badge key={tag} mono tone={tag === "latest" ? "accent" : "neutral"}>
                        {tag}
                      </Badge>
                    ))}
                  </span>
                ),
              ],
              [
                "Size, uncompressed",
                build.sizeBytes === null ? null : <Bytes key="value" value={build.sizeBytes} />,
              ],
              ["Layers", build.layerCount],
              [
                "Steps",
                build.stepCount > 0
                  ? `${build.stepCount}, of which ${build.cachedStepCount} from the cache`
                  : null,
              ],
            ]}
          />
        </Card>
      </Section>
      <Section title="How it was built">
        <Card padded>
          <Facts
            facts={[
              ["Worker", build.worker],
              ["Docker engine", build.engineVersion],
              ["Attempt", build.attempt > 0 ? String(build.attempt) : null],
              ["Requested", time(timings.queuedAt)],
              ["Began", time(timings.startedAt)],
              ["Ended", time(timings.finishedAt)],
              ["Build id", <Digest key="value" value={build.id} what="build id" />],
            ]}
          />
        </Card>
      </Section>
      <Section title="Base images">
        <Card padded>
          {bases.length === 0 ? (
            <p className="text-muted">None were resolved.</p>
          ) : (
            <ul className="flex flex-col gap-3">
              {bases.map((base) => (
                <li key={`${base.line} ${base.name}`}>
                  <p>
                    <code>{base.name}</code> <span className="text-subtle">in line {base.line}</span>
                  </p>
                  <Digest value={base.reference} what="reference" />
                  <p className="text-sm text-muted">{SOURCE[base.source]}</p>
                </li>
              ))}
            </ul>
          )}
        </Card>
      </Section>
      <Section title="What the image brings">
        <Card padded>
          {config ? (
            <ImageConfig config={config} />
          ) : (
            <p className="text-muted">It was not built to its end.</p>
          )}
        </Card>
      </Section>
    </div>
  );
}
