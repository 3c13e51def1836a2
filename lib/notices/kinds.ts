/** What one person can hear of. */
export const NOTICE_KINDS = [
  "build.failed",
  "image.deprecated",
  "build.revoked",
  "image.shared",
  "webhook.disabled",
] as const;

/** What each is about, for people who choose. */
export const NOTICE_LABELS: Record<(typeof NOTICE_KINDS)[number], { label: string; hint: string }> = {
  "build.failed": { label: "A build of mine failed", hint: "One that you, or a token of yours, asked for" },
  "image.deprecated": {
    label: "An image we use is deprecated",
    hint: "A project or an image of one of your teams stands on it",
  },
  "build.revoked": {
    label: "A build of an image we use is revoked",
    hint: "Nobody is given that build any more",
  },
  "image.shared": {
    label: "An image was shared with my team",
    hint: "By another team, to use or to edit",
  },
  "webhook.disabled": {
    label: "A webhook of my team is disabled",
    hint: "It has failed for days; for maintainers and owners",
  },
};
