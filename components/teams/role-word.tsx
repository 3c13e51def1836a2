import type { Role } from "#lib/auth/roles";

export const ROLE_WORD: Record<Role, string> = {
  viewer: "Viewer",
  developer: "Developer",
  maintainer: "Maintainer",
  owner: "Owner",
};

/** A role as a word. */
export function RoleWord({ role }: { role: Role }) {
  return <span className={role === "owner" ? undefined : "text-muted"}>{ROLE_WORD[role]}</span>;
}
