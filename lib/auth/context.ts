import type { Role } from "#prisma/generated/client";

/** A team the actor acts in, and as what. */
export interface ContextTeam {
  id: string;
  name: string;
  role: Role;
}

export type Actor =
  | { kind: "user"; id: string; name: string; email: string; isAdmin: boolean }
  | { kind: "token"; id: string; name: string };

/** Who is asking. Every verb takes one; its teams are the scope of every query. */
export interface Context {
  actor: Actor;
  teams: ContextTeam[];
}
