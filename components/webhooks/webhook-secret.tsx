"use client";
import { Button } from "#components/ui/button";
import { Callout } from "#components/ui/callout";
import { CopyField } from "#components/ui/copy-field";
import { Dialog } from "#components/ui/dialog";

export interface WebhookSecretProps {
  secret: string;
  url: string;
  /** It replaces one that was given before. */
  renewed?: boolean;
  open: boolean;
  onDone: () => void;
}

const CHECK = `import { createHmac, timingSafeEqual } from "node:crypto";

// headers: the request's; body: its bytes as they came, before any parsing
function isFromBakehouse(headers, body, secret) {
  const time = headers["bakehouse-timestamp"];
  const hmac = createHmac("sha256", secret).update(time + ".").update(body);
  const expected = Buffer.from("v1=" + hmac.digest("hex"));
  const given = Buffer.from(String(headers["bakehouse-signature"]));
  const isFresh = Math.abs(Date.now() / 1000 - Number(time)) < 300;
  return isFresh && given.length === expected.length && timingSafeEqual(given, expected);
}`;

/** A webhook's secret, shown this once, and how the receiver checks signatures with it. Only its button closes it. */
export function WebhookSecret({ secret, url, renewed = false, open, onDone }: WebhookSecretProps) {
  return (
    <Dialog
      open={open}
      onOpenChange={onDone}
      firm
      size="lg"
      title={`${renewed ? "New signing" : "Signing"} secret for ${new URL(url).host}`}
      footer={
        <Button variant="primary" onClick={onDone}>
          Done, I have it
        </Button>
      }
    >
      <div className="flex flex-col gap-4">
        <CopyField what="secret" value={secret} />
        <Callout tone="warning" title="It is shown only now">
          {renewed
            ? "Deliveries are signed with it from now on, none with the one before. Put it where the receiver keeps its secrets now. "
            : "Put it where the receiver keeps its secrets. "}
          If it is lost, renew it on the webhook’s page.
        </Callout>
        <section aria-label="How the receiver checks" className="flex flex-col gap-2">
          <h3 className="font-medium">How the receiver checks, in Node.js</h3>
          <CopyField what="code" multiline value={CHECK} />
        </section>
      </div>
    </Dialog>
  );
}
