"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { ArrowLeft, KeyRound, Pause, Pencil, Play, Send, Trash2 } from "lucide-react";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { Button } from "#components/ui/button";
import { Callout } from "#components/ui/callout";
import { ConfirmDialog } from "#components/ui/confirm-dialog";
import { CopyField } from "#components/ui/copy-field";
import { Section } from "#components/ui/section";
import { TimeAgo } from "#components/ui/time-ago";
import { toast } from "#components/ui/toast";
import { DeliveryList } from "#components/webhooks/delivery-list";
import { EditWebhookDialog } from "#components/webhooks/edit-webhook-dialog";
import { RenewSecretDialog } from "#components/webhooks/renew-secret-dialog";
import { WebhookState } from "#components/webhooks/webhook-state";
import { problemOf } from "#lib/api/client";
import { orpc } from "#lib/api/query";
import type { Webhook } from "#lib/webhooks/schemas";

/** One webhook: how it is doing, what can be done with it, and what it was sent. */
export function WebhookDetail({ team, webhook }: { team: string; webhook: Webhook }) {
  const router = useRouter();
  const queryClient = useQueryClient();
  const [dialog, setDialog] = useState<"edit" | "renew" | "delete" | null>(null);
  const at = { team, id: webhook.id };
  const back = `/teams/${team}?tab=webhooks`;
  const onSuccess = () => queryClient.invalidateQueries({ queryKey: orpc.webhooks.key() });
  const refuse = (error: unknown) =>
    toast({ tone: "danger", title: "That was refused", description: problemOf(error).detail });
  const ping = useMutation(orpc.webhooks.ping.mutationOptions({ onSuccess, onError: refuse }));
  const update = useMutation(orpc.webhooks.update.mutationOptions({ onSuccess, onError: refuse }));
  const remove = useMutation(orpc.webhooks.delete.mutationOptions());
  const isDisabled = webhook.disabledAt !== null;

  return (
    <div className="flex flex-col gap-6">
      <div className="flex flex-col gap-3">
        <Link
          href={back}
          scroll={false}
          className="flex w-fit items-center gap-1 text-sm text-muted hover:text-fg"
        >
          <ArrowLeft className="size-4" aria-hidden="true" />
          All webhooks
        </Link>
        <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
          <span className="flex flex-wrap items-center gap-x-3 gap-y-1 text-sm text-muted">
            <WebhookState webhook={webhook} />
            <span>
              {webhook.image ? `Image ${webhook.image}` : "All images"}
              {webhook.createdBy ? ` · made by ${webhook.createdBy}` : null}{" "}
              <TimeAgo time={webhook.createdAt} />
            </span>
          </span>
          <div className="flex flex-wrap gap-2">
            {isDisabled ? (
              <Button
                variant="primary"
                icon={<Play />}
                loading={update.isPending}
                onClick={() => update.mutate({ ...at, enabled: true })}
              >
                Enable again
              </Button>
            ) : (
              <Button icon={<Send />} loading={ping.isPending} onClick={() => ping.mutate(at)}>
                Send a test
              </Button>
            )}
            <Button icon={<Pencil />} onClick={() => setDialog("edit")}>
              Edit
            </Button>
            {isDisabled ? null : (
              <Button
                icon={<Pause />}
                loading={update.isPending}
                onClick={() => update.mutate({ ...at, enabled: false })}
              >
                Pause
              </Button>
            )}
            <Button icon={<KeyRound />} onClick={() => setDialog("renew")}>
              Renew secret
            </Button>
            <Button icon={<Trash2 />} onClick={() => setDialog("delete")}>
              Delete
            </Button>
          </div>
        </div>
        <CopyField what="address" value={webhook.url} />
        <p className="flex flex-wrap gap-x-3 gap-y-1 text-sm text-muted">
          {webhook.events.map((event) => (
            <code key={event}>{event}</code>
          ))}
        </p>
        <Trouble webhook={webhook} />
      </div>
      <Section title="Deliveries" description="What it was sent, kept for 30 days after it ended.">
        <DeliveryList team={team} webhook={webhook} />
      </Section>
      {dialog === "edit" ? (
        <EditWebhookDialog team={team} webhook={webhook} open onOpenChange={() => setDialog(null)} />
      ) : null}
      <RenewSecretDialog
        team={team}
        webhook={webhook}
        open={dialog === "renew"}
        onOpenChange={(open) => setDialog(open ? "renew" : null)}
      />
      <ConfirmDialog
        open={dialog === "delete"}
        onOpenChange={(open) => setDialog(open ? "delete" : null)}
        title="Delete this webhook?"
        confirm="Delete webhook"
        onConfirm={async () => {
          await remove.mutateAsync(at);
          router.replace(back, { scroll: false });
          await onSuccess();
        }}
      >
        <p>
          <code>{new URL(webhook.url).host}</code> is told nothing more, and the list of its deliveries goes
          with it. Its signing secret does not come back.
        </p>
      </ConfirmDialog>
    </div>
  );
}

function Trouble({ webhook }: { webhook: Webhook }) {
  const { disabledAt, disabledReason, failingSince, imageGone, lastDelivery } = webhook;
  if (disabledAt) {
    return (
      <Callout tone="warning" title={disabledReason ?? "Disabled."}>
        Nothing is sent. What was missed can be sent again below, one by one, once it is enabled.
      </Callout>
    );
  }
  if (imageGone) {
    return (
      <Callout tone="warning" title="Its image is gone">
        {webhook.image} was deleted or moved to another team: nothing comes any more.
      </Callout>
    );
  }
  if (!failingSince) return null;
  return (
    <Callout
      tone="warning"
      title={
        <>
          Nothing was delivered since <TimeAgo time={failingSince} />
        </>
      }
    >
      {lastDelivery?.error} After three days without a success it is disabled.
    </Callout>
  );
}
