import { z } from "zod";

/** What one person can hear of. */
export const NOTICE_KINDS = [
  "build.failed",
  "image.deprecated",
  "build.revoked",
  "image.shared",
  "webhook.disabled",
] as const;

export const noticeKindSchema = z.enum(NOTICE_KINDS);

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

export const noticeSchema = z.object({
  id: z.uuid(),
  kind: z.string(),
  text: z.string().describe("One sentence"),
  path: z.string().describe("Where it leads, from the site's root"),
  at: z.iso.datetime(),
  readAt: z.iso.datetime().nullable(),
});

export const noticeSettingsSchema = z.object({
  muted: z.array(noticeKindSchema).describe("Kinds that you do not want to hear of"),
});

export type Notice = z.infer<typeof noticeSchema>;
export type NoticeKind = z.infer<typeof noticeKindSchema>;
