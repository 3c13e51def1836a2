import Link from "next/link";
import { FollowsWord } from "#components/projects/follows-word";
import { GivenBuild } from "#components/projects/given-build";
import { ImageOfUse } from "#components/projects/image-of-use";
import { UseState } from "#components/projects/use-state";
import { classes } from "#components/ui/classes";
import { type Column, Table } from "#components/ui/table";
import { TimeAgo } from "#components/ui/time-ago";
import type { Project, Use } from "#lib/projects/schemas";

interface Row {
  project: Project;
  use: Use | null;
  isFirst: boolean;
}

const COLUMNS: readonly Column<Row>[] = [
  { id: "project", header: "Project", narrow: "title", cell: (row) => <Name {...row} /> },
  {
    id: "image",
    header: "Image",
    width: "27%",
    cell: ({ use }) =>
      use ? (
        <span className="flex flex-wrap items-center gap-x-2 gap-y-1">
          <ImageOfUse use={use} />
          <FollowsWord follows={use.follows} />
        </span>
      ) : (
        <span className="text-subtle">no image yet</span>
      ),
  },
  {
    id: "gets",
    header: "Gets now",
    width: "7rem",
    narrow: "end",
    cell: ({ use }) => (use ? <GivenBuild use={use} /> : null),
  },
  {
    id: "state",
    header: "How far behind",
    width: "29%",
    cell: ({ use }) => (use ? <UseState use={use} /> : null),
  },
  {
    id: "asked",
    header: "Last asked",
    align: "end",
    width: "7rem",
    cell: ({ use }) => (use ? <LastAsked time={use.lastAskedAt} /> : null),
  },
];

/** Projects with a row for each use: what it follows, what it gets now, and how far behind that is. */
export function ProjectTable({ projects }: { projects: readonly Project[] }) {
  const rows = projects.flatMap(toRows);
  return (
    <Table
      label="Projects"
      columns={COLUMNS}
      rows={rows}
      rowKey={({ project, use }) => use?.id ?? project.id}
      rowClass={({ isFirst }) => (isFirst ? undefined : "sm:[&>td:first-child]:pl-8")}
    />
  );
}

function toRows(project: Project): Row[] {
  if (project.uses.length === 0) return [{ project, use: null, isFirst: true }];
  return project.uses.map((use, index) => ({ project, use, isFirst: index === 0 }));
}

/** Below its first row a project is known: only the use's name is seen there, where there is a column for it. */
function Name({ project, use, isFirst }: Row) {
  const { team, name, uses } = project;
  const isNamed = use && (uses.length > 1 || use.name !== "default");
  return (
    <Link
      href={`/projects/${team}/${name}`}
      prefetch={false}
      title={project.description || undefined}
      className="row-link wrap-anywhere"
    >
      <span className={classes(!isFirst && "sm:sr-only")}>
        <span className="text-muted">{team}/</span>
        <span className="font-medium">{name}</span>{" "}
      </span>
      {isNamed ? <span className="text-muted">{use.name}</span> : null}
    </Link>
  );
}

function LastAsked({ time }: { time: string | null }) {
  return (
    <span className={time ? "text-muted" : "text-subtle"}>
      <span className="sm:hidden">{time ? "asked " : "never asked"}</span>
      {time ? <TimeAgo time={time} /> : <span className="max-sm:hidden">never</span>}
    </span>
  );
}
