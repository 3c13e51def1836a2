"use client";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { AskExample } from "#components/projects/ask-example";
import { asksByDay } from "#components/projects/asks-by-day";
import { AsksPlot, askColour } from "#components/projects/asks-plot";
import { AsksTable } from "#components/projects/asks-table";
import { Card } from "#components/ui/card";
import { ErrorState } from "#components/ui/error-state";
import { Section } from "#components/ui/section";
import { Segmented } from "#components/ui/segmented";
import { Skeleton } from "#components/ui/skeleton";
import { useNow } from "#components/ui/use-now";
import { orpc } from "#lib/api/query";
import { formatCount } from "#lib/format/format-count";
import type { Project } from "#lib/projects/schemas";

const DAYS = 30;
const VIEWS = [
  { value: "plot", label: "Plot" },
  { value: "table", label: "Table" },
] as const;

/** How often a project asked in the last 30 days, and the command to ask. */
export function AsksSection({ project }: { project: Project }) {
  const [view, setView] = useState<"plot" | "table">("plot");
  const now = useNow(60_000);
  const { data, error, refetch } = useQuery({
    ...orpc.projects.listDays.queryOptions({
      input: { team: project.team, project: project.name, days: DAYS },
    }),
    // An ask is counted, not announced. Who tries the first one looks at this page meanwhile.
    refetchInterval: ({ state }) => (state.data?.items.length === 0 ? 3000 : 60_000),
  });
  if (!data) {
    return (
      <Section title="Asks a day">
        <Card>
          {error ? (
            <ErrorState error={error} title="The asks could not be loaded" retry={refetch} />
          ) : (
            <Skeleton className="h-48" />
          )}
        </Card>
      </Section>
    );
  }
  const asks = asksByDay(data.items, DAYS, new Date(now));
  if (asks.total === 0) {
    return (
      <Section
        title={project.lastAskedAt ? "Nobody asked in 30 days" : "Nobody has asked yet"}
        description="A sandbox asks when it boots, and starts what the answer names. How often it does shows here."
      >
        <Card padded>
          <AskExample project={project} />
        </Card>
      </Section>
    );
  }
  return (
    <>
      <Section
        title="Asks a day"
        description={`${formatCount(asks.total, "ask")} in ${DAYS} days; days are those of UTC.`}
        action={<Segmented label="Shown as" options={VIEWS} value={view} onValueChange={setView} />}
      >
        <Card padded>
          {view === "plot" ? (
            <>
              <AsksPlot days={asks.days} uses={asks.uses} />
              {asks.uses.length > 1 ? <Legend uses={asks.uses} /> : null}
            </>
          ) : (
            <AsksTable days={asks.days} uses={asks.uses} />
          )}
        </Card>
      </Section>
      <Section title="How it asks" description="What a sandbox runs when it boots.">
        <Card padded>
          <AskExample project={project} />
        </Card>
      </Section>
    </>
  );
}

function Legend({ uses }: { uses: readonly string[] }) {
  return (
    <ul className="mt-2 flex flex-wrap gap-x-4 gap-y-1 pl-11 text-sm text-muted">
      {uses.map((use, index) => (
        <li key={use} className="flex items-center gap-1.5">
          <span aria-hidden="true" className="size-2.5 rounded-xs" style={{ background: askColour(index) }} />
          {use}
        </li>
      ))}
    </ul>
  );
}
