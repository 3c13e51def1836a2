"use client";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { RotateCw } from "lucide-react";
import { useState } from "react";
import { Button } from "#components/ui/button";
import { Callout } from "#components/ui/callout";
import { CopyField } from "#components/ui/copy-field";
import { Dialog } from "#components/ui/dialog";
import { ErrorState } from "#components/ui/error-state";
import { Segmented } from "#components/ui/segmented";
import { SkeletonRows } from "#components/ui/skeleton";
import { TimeAgo } from "#components/ui/time-ago";
import { toast } from "#components/ui/toast";
import { DeliveryStatus } from "#components/webhooks/delivery-status";
import { problemOf } from "#lib/api/client";
import { orpc } from "#lib/api/query";
import { formatDuration } from "#lib/format/format-duration";
import type { Delivery, Webhook } from "#lib/webhooks/schemas";

export interface DeliveryDialogProps {
  team: string;
  webhook: Webhook;
  /** The id of the one to show; null for none. */
  delivery: string | null;
  onOpen: (id: string) => void;
  onClose: () => void;
}

/** One delivery with the request as it was sent and what came back, and the button that sends it again. */
export function DeliveryDialog({ team, webhook, delivery, onOpen, onClose }: DeliveryDialogProps) {
  const queryClient = useQueryClient();
  const [side, setSide] = useState<"request" | "response">("request");
  // Kept while the dialog closes, so that the words do not vanish before it does.
  const [shown, setShown] = useState(delivery);
  if (delivery !== null && delivery !== shown) setShown(delivery);
  const query = useQuery({
    ...orpc.webhooks.getDelivery.queryOptions({ input: { team, id: webhook.id, delivery: shown ?? "" } }),
    enabled: shown !== null,
  });
  const redeliver = useMutation(
    orpc.webhooks.redeliver.mutationOptions({
      onSuccess: () => queryClient.invalidateQueries({ queryKey: orpc.webhooks.key() }),
      onError: (error) =>
        toast({ tone: "danger", title: "It was not sent again", description: problemOf(error).detail }),
    }),
  );
  const { data } = query;

  function close() {
    // Who closes it while it is being sent again does not want the new one opened.
    redeliver.reset();
    onClose();
  }

  return (
    <Dialog
      open={delivery !== null}
      onOpenChange={(open) => open || close()}
      size="lg"
      title={data ? <span className="font-mono">{data.event}</span> : "Delivery"}
      description={data ? <Summary delivery={data} /> : null}
      footer={
        data ? (
          <>
            <Button onClick={close}>Close</Button>
            <Button
              variant="primary"
              icon={<RotateCw />}
              loading={redeliver.isPending}
              disabled={webhook.disabledAt !== null}
              title={webhook.disabledAt === null ? undefined : "Enable the webhook first"}
              onClick={() =>
                redeliver.mutate(
                  { team, id: webhook.id, delivery: data.id },
                  { onSuccess: ({ id }) => onOpen(id) },
                )
              }
            >
              Send again
            </Button>
          </>
        ) : null
      }
    >
      {data ? (
        <div className="flex min-w-0 flex-col gap-4">
          {data.error ? (
            <Callout tone="warning" title={data.error}>
              {data.nextAttemptAt ? (
                <>
                  The next attempt is <TimeAgo time={data.nextAttemptAt} />.
                </>
              ) : (
                "It is not tried again by itself."
              )}
            </Callout>
          ) : null}
          <div>
            <Segmented
              label="Which side"
              value={side}
              onValueChange={setSide}
              options={[
                { value: "request", label: "Request" },
                { value: "response", label: "Response" },
              ]}
            />
          </div>
          {side === "request" ? <Request delivery={data} /> : <Response delivery={data} />}
        </div>
      ) : query.error ? (
        <ErrorState error={query.error} title="The delivery could not be loaded" retry={query.refetch} />
      ) : (
        <SkeletonRows rows={3} label="Loading the delivery" />
      )}
    </Dialog>
  );
}

function Summary({ delivery }: { delivery: Delivery }) {
  const { attempts, durationMs, attemptedAt } = delivery;
  return (
    <span className="flex flex-wrap items-center gap-x-3 gap-y-1 text-sm">
      <DeliveryStatus delivery={delivery} />
      <span>{delivery.subject}</span>
      {attemptedAt ? (
        <span>
          {attempts > 1 ? `attempt ${attempts}, ` : null}
          <TimeAgo time={attemptedAt} />
          {durationMs === null ? null : `, ${formatDuration(durationMs)}`}
        </span>
      ) : null}
    </span>
  );
}

function Request({ delivery }: { delivery: Delivery }) {
  const { url, requestHeaders, payload } = delivery;
  const head = [`POST ${url}`, ...linesOf(requestHeaders)].join("\n");
  return (
    <>
      <CopyField what="head" label={requestHeaders ? "Head" : "Not sent yet"} multiline value={head} />
      <CopyField what="body" label="Body" multiline value={JSON.stringify(payload, null, 2)} />
    </>
  );
}

function Response({ delivery }: { delivery: Delivery }) {
  const { responseStatus, responseHeaders, responseBody } = delivery;
  if (responseStatus === null) return <p className="text-muted">No answer came.</p>;
  const head = [`HTTP ${responseStatus}`, ...linesOf(responseHeaders)].join("\n");
  return (
    <>
      <CopyField what="head" label="Head" multiline value={head} />
      {responseBody ? (
        <CopyField what="body" label="Body, its first 4 KB" multiline value={responseBody} />
      ) : (
        <p className="text-muted">Its body was empty.</p>
      )}
    </>
  );
}

function linesOf(headers: Record<string, string> | null): string[] {
  return Object.entries(headers ?? {}).map(([name, value]) => `${name}: ${value}`);
}
