import { KeyRound } from "lucide-react";
import type { Team } from "#lib/teams/schemas";

export const ROLE_WORD: Record<Team["role"], string> = { owner: "Owner", member: "Member" };

/** A role as a word; owners have a key as well. */
export function RoleWord({ role }: { role: Team["role"] }) {
  return (
    <span className="inline-flex items-center gap-1.5 whitespace-nowrap">
      {role === "owner" ? <KeyRound className="size-3.5 text-subtle" aria-hidden="true" /> : null}
      <span className={role === "owner" ? undefined : "text-muted"}>{ROLE_WORD[role]}</span>
    </span>
  );
}
