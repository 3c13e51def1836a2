import { oc } from "@orpc/contract";
import { z } from "zod";
import { emptySchema, pageInput, pageOf } from "#lib/api/contract/base";
import { noticeSchema, noticeSettingsSchema } from "#lib/notices/schemas";

const tags = ["Notices"];

export const notices = {
  list: oc
    .route({ method: "GET", path: "/notices", tags, summary: "What you should hear of, newest first" })
    .input(
      z.object({
        ...pageInput,
        unread: z.stringbool().default(false).describe("Only what you have not read"),
      }),
    )
    .output(pageOf(noticeSchema)),
  countUnread: oc
    .route({ method: "GET", path: "/notices/unread", tags, summary: "How many you have not read, to 100" })
    .output(z.object({ count: z.int() })),
  markRead: oc
    .route({ method: "POST", path: "/notices/read", tags, summary: "Mark these, or all, as read" })
    .input(z.object({ ids: z.array(z.string()).max(1000).optional().describe("All, when left out") }))
    .output(emptySchema),
  getSettings: oc
    .route({ method: "GET", path: "/notices/settings", tags, summary: "What you want to hear of" })
    .output(noticeSettingsSchema),
  updateSettings: oc
    .route({ method: "PUT", path: "/notices/settings", tags, summary: "Choose what to hear of" })
    .input(noticeSettingsSchema)
    .output(noticeSettingsSchema),
};
