/** What makes a build one that may be given out: it came to its end, and nobody has revoked it. */
export const GOOD_BUILD = { status: "succeeded", revokedAt: null } as const;
