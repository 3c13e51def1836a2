/** What someone may do in a team, from the least to the most: each role may do all that those before it may. */
export const ROLES = ["viewer", "developer", "maintainer", "owner"] as const;

export type Role = (typeof ROLES)[number];

export function isAtLeast(role: Role, wanted: Role): boolean {
  return ROLES.indexOf(role) >= ROLES.indexOf(wanted);
}

/** The one of two that may do less. */
export function lesserRole(one: Role, other: Role): Role {
  return isAtLeast(one, other) ? other : one;
}

/** What each role is for, for people who choose one. */
export const ROLE_HINTS: Record<Role, string> = {
  viewer: "Sees images, logs and references",
  developer: "Makes images, versions and builds",
  maintainer: "Promotes, shares, deprecates and revokes; keeps projects and webhooks",
  owner: "Manages members and tokens, and deletes",
};
