import Link from "next/link";
import { RoleWord } from "#components/teams/role-word";
import { Card } from "#components/ui/card";
import { type Column, Table } from "#components/ui/table";
import { formatCount } from "#lib/format/format-count";
import type { AnyTeam } from "#lib/teams/schemas";

const COLUMNS: readonly Column<AnyTeam>[] = [
  {
    id: "name",
    header: "Team",
    narrow: "title",
    cell: (team) => (
      <Link
        href={`/teams/${team.name}`}
        className="row-link font-medium wrap-anywhere after:absolute after:inset-0 after:content-['']"
      >
        {team.name}
        {team.description ? (
          <span className="line-clamp-2 text-sm font-normal text-muted sm:hidden">{team.description}</span>
        ) : null}
      </Link>
    ),
  },
  {
    id: "description",
    header: "What it is for",
    width: "45%",
    narrow: "hidden",
    cell: (team) => <span className="line-clamp-1 text-muted">{team.description}</span>,
  },
  {
    id: "role",
    header: "You are",
    narrow: "end",
    cell: (team) =>
      team.role ? <RoleWord role={team.role} /> : <span className="text-subtle">Not in it</span>,
  },
  {
    id: "members",
    header: "Members",
    align: "end",
    cell: (team) => <Count count={team.members} noun="member" />,
  },
  {
    id: "images",
    header: "Images",
    align: "end",
    cell: (team) => <Count count={team.images} noun="image" />,
  },
];

/** Under a heading a number is enough; in a narrow list it needs its noun. */
function Count({ count, noun }: { count: number; noun: string }) {
  return (
    <span className="tabular-nums">
      <span className="max-sm:hidden">{count.toLocaleString("en-US")}</span>
      <span className="sm:hidden">{formatCount(count, noun)}</span>
    </span>
  );
}

/** Teams with what the viewer is in each. */
export function TeamTable({ label = "Your teams", teams }: { label?: string; teams: readonly AnyTeam[] }) {
  return (
    <Card>
      <Table label={label} columns={COLUMNS} rows={teams} rowKey={(team) => team.id} />
    </Card>
  );
}
