import { Facts } from "#components/builds/facts";
import { Card } from "#components/ui/card";
import { Digest } from "#components/ui/digest";
import { Section } from "#components/ui/section";
import { WorkerLabels } from "#components/workers/worker-labels";
import { WorkerMeters } from "#components/workers/worker-meters";
import type { Worker } from "#lib/workers/schemas";

/** What it builds with and offers; administrators see its host too. */
export function WorkerFacts({ worker }: { worker: Worker }) {
  const { details, platform, engineVersion, labels, concurrency } = worker;
  return (
    <Section title="What it is">
      <Card padded>
        <Facts
          facts={[
            ["Platform", platform],
            ["Docker engine", engineVersion],
            ["Labels", labels.length > 0 ? <WorkerLabels key="labels" labels={labels} /> : null],
            ["Builds at once", concurrency],
            ...(details
              ? ([
                  ["Host", details.host],
                  ["Release", details.release],
                  [
                    "Engine’s id",
                    details.engineId ? <Digest key="id" value={details.engineId} what="engine id" /> : null,
                  ],
                  ["How it is", <WorkerMeters key="meters" details={details} />],
                ] as const)
              : []),
          ]}
        />
      </Card>
    </Section>
  );
}
