import type { Context } from "#lib/auth/context";
import { AppError } from "#lib/errors";

/** The person whose notices are asked for. @throws forbidden for teams' tokens: notices are for people */
export function noticeReader({ actor }: Context): string {
  if (actor.kind === "user") return actor.id;
  throw new AppError("forbidden", "Notices are for people; this is a team's token.");
}
