/** Holds the name of the team that was chosen last; empty or missing: all teams. */
export const TEAM_COOKIE = "team";
