import { z } from "zod";
import { NOTICE_KINDS } from "#lib/notices/kinds";

export const noticeKindSchema = z.enum(NOTICE_KINDS);

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
