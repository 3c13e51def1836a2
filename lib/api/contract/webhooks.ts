import { oc } from "@orpc/contract";
import { z } from "zod";
import { emptySchema, pageInput, pageOf } from "#lib/api/contract/base";
import {
  createdWebhookSchema,
  createWebhookSchema,
  deliverySchema,
  deliverySummarySchema,
  updateWebhookSchema,
  webhookSchema,
} from "#lib/webhooks/schemas";

const tags = ["Webhooks"];
const PATH = "/teams/{team}/webhooks";
const one = { team: z.string(), id: z.string() };
const ofDelivery = { ...one, delivery: z.string() };

const SIGNING = `A delivery is a POST of JSON: the \`payload\` of a delivery below. Its headers:

- \`bakehouse-event\`: as in the payload, such as build.succeeded
- \`bakehouse-delivery\`: the id of the delivery; one that is sent again by hand has another
- \`bakehouse-timestamp\`: seconds since 1970, when this attempt was made
- \`bakehouse-signature\`: \`v1=\` and the hexadecimal HMAC-SHA256, under the webhook's secret, of the timestamp, a dot and the body as it was received

Compare signatures in constant time, and refuse timestamps older than five minutes. Answer with 2xx within 10 s.
Anything else, a redirect too, is tried again after 10 s, 30 s, 2 min, 10 min, 30 min, 1 h and then every 2 h, until
24 h have passed. A webhook for which nothing has succeeded in 3 days is disabled.`;

export const webhooks = {
  list: oc
    .route({ method: "GET", path: PATH, tags, summary: "A team's webhooks (maintainers)" })
    .input(z.object({ team: z.string() }))
    .output(z.object({ items: z.array(webhookSchema) })),
  create: oc
    .route({
      method: "POST",
      path: PATH,
      successStatus: 201,
      tags,
      summary: "Have an address told what happens (maintainers)",
      description: SIGNING,
    })
    .input(createWebhookSchema)
    .output(createdWebhookSchema),
  update: oc
    .route({
      method: "PATCH",
      path: `${PATH}/{id}`,
      tags,
      summary: "Change it, pause it, or enable it again (maintainers)",
    })
    .input(updateWebhookSchema)
    .output(webhookSchema),
  renewSecret: oc
    .route({
      method: "POST",
      path: `${PATH}/{id}/secret`,
      tags,
      summary: "Give it a new secret, shown this once (maintainers)",
      description:
        "Every attempt from then on is signed with the new secret, and none with the old one. What the receiver refuses until it has it is tried again for a day.",
    })
    .input(z.object(one))
    .output(createdWebhookSchema),
  delete: oc
    .route({
      method: "DELETE",
      path: `${PATH}/{id}`,
      tags,
      summary: "Take it away, with its deliveries (maintainers)",
    })
    .input(z.object(one))
    .output(emptySchema),
  ping: oc
    .route({
      method: "POST",
      path: `${PATH}/{id}/ping`,
      successStatus: 202,
      tags,
      summary: "Send a test (maintainers)",
    })
    .input(z.object(one))
    .output(deliverySummarySchema),
  listDeliveries: oc
    .route({
      method: "GET",
      path: `${PATH}/{id}/deliveries`,
      tags,
      summary: "What it was sent, newest first (maintainers)",
    })
    .input(z.object({ ...one, ...pageInput }))
    .output(pageOf(deliverySummarySchema)),
  getDelivery: oc
    .route({
      method: "GET",
      path: `${PATH}/{id}/deliveries/{delivery}`,
      tags,
      summary: "One delivery with its request and response (maintainers)",
    })
    .input(z.object(ofDelivery))
    .output(deliverySchema),
  redeliver: oc
    .route({
      method: "POST",
      path: `${PATH}/{id}/deliveries/{delivery}/redeliver`,
      successStatus: 202,
      tags,
      summary: "Send it again, as a delivery of its own (maintainers)",
    })
    .input(z.object(ofDelivery))
    .output(deliverySummarySchema),
};
