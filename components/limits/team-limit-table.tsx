"use client";
import { SlidersHorizontal } from "lucide-react";
import Link from "next/link";
import { useRouter, useSearchParams } from "next/navigation";
import { useState } from "react";
import { EditTeamLimits } from "#components/limits/edit-team-limits";
import { USAGE, UsageOf } from "#components/limits/usage-cells";
import { Badge } from "#components/ui/badge";
import { Card } from "#components/ui/card";
import { EmptyState } from "#components/ui/empty-state";
import { IconButton } from "#components/ui/icon-button";
import { SearchInput } from "#components/ui/search-input";
import { Section } from "#components/ui/section";
import { type Column, Table } from "#components/ui/table";
import type { TeamLimits, TeamUsage } from "#lib/limits/schemas";

/** So many rows are shown; with more teams one looks for a name. */
const SHOWN = 100;

/** Every team with what it takes, the busiest first; `?team=` opens the limits of one. */
export function TeamLimitTable({ teams, all }: { teams: readonly TeamUsage[]; all: TeamLimits }) {
  const router = useRouter();
  const wanted = useSearchParams().get("team");
  // Kept while its dialog closes, so that the words do not vanish before the dialog does.
  const [last, setLast] = useState<string | null>(null);
  const [text, setText] = useState("");
  const edited = teams.find(({ team }) => team === (wanted ?? last));
  const found = [...teams].filter(({ team }) => team.includes(text.trim().toLowerCase())).sort(byNeed);

  function edit(team: string | null) {
    setLast(team ?? wanted);
    router.replace(team ? `/settings/limits?team=${team}` : "/settings/limits", { scroll: false });
  }

  return (
    <Section
      title="Teams"
      description="What each takes now, against its limits. Those nearest to a limit come first."
      action={
        <SearchInput label="Find a team" placeholder="Find a team" value={text} onValueChange={setText} />
      }
    >
      <Card>
        {found.length > 0 ? (
          <Table
            label="Teams and what they take"
            columns={toColumns(edit)}
            rows={found.slice(0, SHOWN)}
            rowKey={({ team }) => team}
          />
        ) : (
          <EmptyState icon={<SlidersHorizontal />} title="No team of that name" />
        )}
        {found.length > SHOWN ? (
          <p className="border-t border-line px-4 py-2.5 text-sm text-muted">
            {`and ${found.length - SHOWN} more teams: look for one by its name.`}
          </p>
        ) : null}
      </Card>
      {edited ? (
        <EditTeamLimits
          key={edited.team}
          team={edited}
          all={all}
          open={wanted !== null}
          onOpenChange={(open) => open || edit(null)}
        />
      ) : null}
    </Section>
  );
}

function toColumns(edit: (team: string) => void): Column<TeamUsage>[] {
  return [
    {
      id: "team",
      header: "Team",
      narrow: "title",
      cell: ({ team, own }) => (
        <span className="flex flex-wrap items-center gap-x-2">
          <Link href={`/teams/${team}?tab=limits`} className="rounded-sm font-medium hover:underline">
            {team}
          </Link>
          {Object.values(own).some((value) => value !== null) ? <Badge>Own limits</Badge> : null}
        </span>
      ),
    },
    ...USAGE.map((what) => ({
      id: what.name,
      header: what.label,
      width: "11rem",
      narrow: "meta" as const,
      cell: (team: TeamUsage) => (
        <>
          <span className="text-xs text-subtle sm:hidden">{what.label}</span>
          <UsageOf team={team} what={what} />
        </>
      ),
    })),
    {
      id: "edit",
      header: <span className="sr-only">Change</span>,
      width: "3.5rem",
      align: "end",
      narrow: "end",
      cell: ({ team }) => (
        <IconButton
          size="sm"
          side="left"
          icon={<SlidersHorizontal />}
          label={`Change the limits of ${team}`}
          onClick={() => edit(team)}
        />
      ),
    },
  ];
}

/** How near a team is to the limit it is nearest to. */
function nearest({ usage, limits }: TeamUsage): number {
  return Math.max(
    0,
    ...USAGE.map(({ name, limit }) => usage[name] / (limits[limit] ?? Number.POSITIVE_INFINITY)),
  );
}

function byNeed(one: TeamUsage, other: TeamUsage): number {
  return (
    nearest(other) - nearest(one) ||
    other.usage.minutesToday - one.usage.minutesToday ||
    one.team.localeCompare(other.team)
  );
}
