import { ROLE_HINTS, type Role } from "#lib/auth/roles";

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

/** A role to choose, with what it is for. */
export function RoleChoice({ role }: { role: Role }) {
  return (
    <span>
      {ROLE_WORD[role]}
      <span className="block max-w-64 text-xs text-subtle">{ROLE_HINTS[role]}</span>
    </span>
  );
}
