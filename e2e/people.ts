/** Who the journeys are about. The first administrator is made by the first journey. */
export const SETUP_CODE = "TEST-CODE";
export const ADA = { name: "Ada", email: "ada@example.com", password: "a long password", team: "media" };
