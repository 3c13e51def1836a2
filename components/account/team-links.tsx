import Link from "next/link";
import { RoleWord } from "#components/teams/role-word";
import { ButtonLink } from "#components/ui/button";
import { Card } from "#components/ui/card";
import type { Team } from "#lib/teams/schemas";

/** The viewer's teams, each a link; where there are none, the way to one. */
export function TeamLinks({ teams }: { teams: readonly Team[] }) {
  if (teams.length === 0) {
    return (
      <Card padded>
        <p className="mb-3 text-muted">
          You are in no team yet. Create one, or ask an owner of another team to invite you.
        </p>
        <ButtonLink href="/teams?new">New team</ButtonLink>
      </Card>
    );
  }
  return (
    <Card>
      <ul>
        {teams.map(({ name, role }) => (
          <li key={name} className="border-b border-line last:border-0">
            <Link
              href={`/teams/${name}`}
              className="flex min-h-10 items-center justify-between gap-4 px-4 py-1.5 text-sm hover:bg-hover focus-visible:-outline-offset-2"
            >
              <span className="font-medium wrap-anywhere">{name}</span>
              <RoleWord role={role} />
            </Link>
          </li>
        ))}
      </ul>
    </Card>
  );
}
