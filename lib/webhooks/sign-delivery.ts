import { createHmac } from "node:crypto";

/**
 * The value of `bakehouse-signature`: HMAC-SHA256 under the webhook's secret of "TIMESTAMP.BODY", after the version of
 * this rule. The timestamp is in it, so that what was once heard on the way cannot be sent again later.
 * @param timestamp Seconds since 1970, as in `bakehouse-timestamp`
 */
export function signDelivery(secret: string, timestamp: number, body: string): string {
  return `v1=${createHmac("sha256", secret).update(`${timestamp}.${body}`).digest("hex")}`;
}
