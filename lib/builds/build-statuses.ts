/** What a build can be, in the order in which it may come to be it. */
export const BUILD_STATUSES = ["queued", "running", "succeeded", "failed", "canceled"] as const;
