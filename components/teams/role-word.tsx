import type { Team } from "#lib/teams/schemas";

const ROLE_WORD: Record<Team["role"], string> = { owner: "Owner", member: "Member" };

/** A role as a word. */
export function RoleWord({ role }: { role: Team["role"] }) {
  return <span className={role === "owner" ? undefined : "text-muted"}>{ROLE_WORD[role]}</span>;
}
