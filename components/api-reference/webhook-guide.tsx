import type { Schema } from "#components/api-reference/reference";
import { SchemaFields } from "#components/api-reference/schema-fields";
import { Card } from "#components/ui/card";

/** What a webhook's address is sent, and how to know that it comes from here. */
export function WebhookGuide({ payload }: { payload: Schema }) {
  return (
    <Card padded className="mt-3">
      <h3 className="font-medium">What a webhook is sent</h3>
      <p className="mt-1 max-w-prose text-muted">
        A POST with JSON. <code>bakehouse-event</code> names the event and <code>bakehouse-delivery</code> the
        delivery. <code>bakehouse-signature</code> is <code>v1=</code> and the HMAC-SHA256, in hexadecimal
        digits, of <code>TIMESTAMP.BODY</code> under the webhook’s secret; the timestamp stands in{" "}
        <code>bakehouse-timestamp</code>, in seconds. Compare it before you read the body, and refuse old
        timestamps. Any 2xx within 10 s counts as received; else it is sent again, for a day.
      </p>
      <div className="mt-2">
        <SchemaFields schema={payload} marks="optional" />
      </div>
    </Card>
  );
}
