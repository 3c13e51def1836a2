import { z } from "zod";
import { WEBHOOK_EVENTS } from "#lib/webhooks/events";

export const webhookEventSchema = z.enum(WEBHOOK_EVENTS);

const buildPayloadSchema = z.object({
  id: z.uuid(),
  tag: z.string().describe("3.2: the tag that never moves"),
  digest: z.string().nullable(),
  reference: z.string().nullable().describe("What `docker pull` takes, by digest"),
  url: z.string().describe("Its page"),
  requestedBy: z.string().nullable().describe("A person or a token"),
});

const common = {
  id: z.uuid().describe("Of the event: the same when it is delivered again, and to every webhook"),
  at: z.iso.datetime().describe("When it happened, in UTC"),
  team: z.string(),
  actor: z.object({
    kind: z.enum(["user", "token", "system"]).describe("system: Bakehouse by itself"),
    name: z.string(),
  }),
};
const ofImage = { ...common, image: z.string(), url: z.string().describe("The image's page") };

/** The body of a delivery. Fields may be added; none is renamed or taken away. */
export const webhookPayloadSchema = z.discriminatedUnion("event", [
  z.object({ event: z.literal("ping"), ...common }).describe("Someone pressed Send a test"),
  z.object({ event: z.literal("build.succeeded"), ...ofImage, build: buildPayloadSchema }),
  z.object({
    event: z.literal("build.failed"),
    ...ofImage,
    build: buildPayloadSchema.extend({
      error: z.string().describe("One sentence: what broke, and where"),
      hint: z.string().nullable().describe("What to do next"),
    }),
  }),
  z.object({
    event: z.literal("channel.moved"),
    ...ofImage,
    channel: z.string(),
    build: buildPayloadSchema.describe("What it points to now"),
    previous: buildPayloadSchema.nullable().describe("What it pointed to before; null for a new channel"),
    reason: z.string(),
  }),
  z.object({
    event: z.literal("image.deprecated"),
    ...ofImage,
    message: z.string(),
    date: z.string().nullable().describe("The day (2026-12-31) after which nobody should use it"),
    replacement: z.string().nullable().describe("TEAM/IMAGE to use instead"),
  }),
  z.object({
    event: z.literal("build.revoked"),
    ...ofImage,
    build: buildPayloadSchema,
    reason: z.string(),
  }),
  z.object({
    event: z.literal("image.shared"),
    ...ofImage,
    withTeam: z.string(),
    access: z.enum(["use", "edit"]),
  }),
]);

/** An address that can be told; where it leads is checked when it is used. */
export const webhookUrlSchema = z
  .string()
  .trim()
  .max(2000, "Keep the address under 2,000 characters")
  .superRefine((text, context) => {
    const problem = urlProblem(text);
    if (problem) context.addIssue({ code: "custom", message: problem });
  });

function urlProblem(text: string): string | null {
  if (!URL.canParse(text)) return "Write a whole address, as in https://ci.example.com/bakehouse";
  const url = new URL(text);
  if (url.protocol !== "https:" && url.protocol !== "http:") return "Only https:// and http:// can be told.";
  if (url.username || url.password)
    return "Leave the user name and the password out: they would be shown to the team. Check the signature instead.";
  if (url.hash) return "Leave out what follows #: it is never sent.";
  return null;
}

const eventsSchema = z
  .array(webhookEventSchema)
  .min(1, "Choose at least one event")
  .transform((events) => WEBHOOK_EVENTS.filter((each) => events.includes(each)));

export const createWebhookSchema = z.object({
  team: z.string(),
  url: webhookUrlSchema,
  events: eventsSchema,
  image: z.string().nullable().default(null).describe("One of the team's images; null for all"),
});

export const updateWebhookSchema = z.object({
  team: z.string(),
  id: z.string(),
  url: webhookUrlSchema.optional(),
  events: eventsSchema.optional(),
  enabled: z.boolean().optional().describe("true after it was disabled; false to pause it"),
});

export const deliveryStatusSchema = z.enum(["pending", "succeeded", "failed"]);

/** A delivery as lists show it. */
export const deliverySummarySchema = z.object({
  id: z.uuid(),
  event: z.string(),
  subject: z.string().describe("What it is about: TEAM/IMAGE:3.2"),
  status: deliveryStatusSchema,
  attempts: z.int(),
  createdAt: z.iso.datetime(),
  attemptedAt: z.iso.datetime().nullable(),
  nextAttemptAt: z.iso.datetime().nullable().describe("Null once it has succeeded or failed for good"),
  durationMs: z.int().nullable().describe("Of the last attempt"),
  responseStatus: z.int().nullable(),
  error: z.string().nullable().describe("What went wrong in the last attempt"),
});

export const deliverySchema = deliverySummarySchema.extend({
  url: z.string(),
  payload: webhookPayloadSchema,
  requestHeaders: z.record(z.string(), z.string()).nullable().describe("As the last attempt sent them"),
  responseHeaders: z.record(z.string(), z.string()).nullable(),
  responseBody: z.string().nullable().describe("Its first 4 KB"),
});

export const webhookSchema = z.object({
  id: z.uuid(),
  url: z.string(),
  image: z.string().nullable().describe("Null for all images of the team"),
  imageGone: z.boolean().describe("The image was deleted or moved to another team: nothing comes any more"),
  events: z.array(webhookEventSchema),
  createdBy: z.string().nullable(),
  createdAt: z.iso.datetime(),
  disabledAt: z.iso.datetime().nullable(),
  disabledReason: z.string().nullable(),
  failingSince: z.iso.datetime().nullable().describe("Since when no delivery has succeeded"),
  lastDelivery: deliverySummarySchema.nullable(),
});

export const createdWebhookSchema = webhookSchema.extend({
  secret: z.string().describe("What signatures are made with, shown this once"),
});

export type WebhookEvent = z.infer<typeof webhookEventSchema>;
export type WebhookPayload = z.infer<typeof webhookPayloadSchema>;
export type Webhook = z.infer<typeof webhookSchema>;
export type CreatedWebhook = z.infer<typeof createdWebhookSchema>;
export type Delivery = z.infer<typeof deliverySchema>;
export type DeliverySummary = z.infer<typeof deliverySummarySchema>;
