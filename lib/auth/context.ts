import type { Role } from "#lib/auth/roles";

/** A team the actor acts in, and as what. */
export interface ContextTeam {
  id: string;
  name: string;
  role: Role;
}

/** Someone, be it by their own token. */
export interface Person {
  kind: "user";
  id: string;
  name: string;
  email: string;
  isAdmin: boolean;
  /** The id of the session by which they act. */
  session?: string;
  /** The token that speaks for them, where it is not their session, and the most it may do. */
  token?: { id: string; name: string; role: Role };
}

/** A person, or a team's token. */
export type Actor = Person | { kind: "token"; id: string; name: string };

/** Who is asking, and from where. Every verb takes one; its teams are the scope of every query. */
export interface Context {
  actor: Actor;
  teams: ContextTeam[];
  origin?: Origin;
}

/** What a request says of where it comes from, for the record. */
export interface Origin {
  ip: string | null;
  userAgent: string | null;
}
