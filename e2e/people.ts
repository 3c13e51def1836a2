/**
 * Who the journeys are about. The first administrator is made by the first journey. Its team has
 * a new name in each run: a registry that is kept remembers the tags of the last, and they never move.
 */
export const SETUP_CODE = "TEST-CODE";
export const ADA = {
  name: "Ada",
  email: "ada@example.com",
  password: "a long password",
  team: process.env.E2E_TEAM ?? "media",
};
