/** What a webhook can be told of. */
export const WEBHOOK_EVENTS = [
  "build.succeeded",
  "build.failed",
  "channel.moved",
  "image.deprecated",
  "build.revoked",
  "image.shared",
] as const;

/** What each event means, for people who choose. */
export const EVENT_HINTS: Record<(typeof WEBHOOK_EVENTS)[number], string> = {
  "build.succeeded": "A build came to its end and is in the registry",
  "build.failed": "A build failed; not one that someone canceled",
  "channel.moved": "A channel points to another build: latest by itself, others by promotion or roll back",
  "image.deprecated": "Nobody is to begin to use an image any more",
  "build.revoked": "Nobody is to be given a build any more",
  "image.shared": "Another team may use an image, or edit it",
};
