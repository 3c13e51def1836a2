import type { WebhookEvent } from "#lib/webhooks/schemas";

/** Something that happened and that others are to hear of: webhooks, and people by notices. */
export type BakehouseEvent = { imageId: string } & (
  | { kind: "build.succeeded" | "build.failed"; buildId: string }
  | {
      kind: "channel.moved";
      channel: string;
      buildId: string;
      fromBuildId: string | null;
      reason: string;
    }
  | {
      kind: "image.deprecated";
      message: string;
      /** 2026-12-31 */
      date: string | null;
      /** "team/image" */
      replacement: string | null;
    }
  | { kind: "build.revoked"; buildId: string; reason: string }
  | { kind: "image.shared"; withTeam: { id: string; name: string }; access: "use" | "edit" }
) & { kind: WebhookEvent };

/** The image that an event is about, as it is called now. */
export interface EventImage {
  id: string;
  name: string;
  teamId: string;
  team: string;
}
