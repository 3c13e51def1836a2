"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { ConfirmDialog } from "#components/ui/confirm-dialog";
import { WebhookSecret } from "#components/webhooks/webhook-secret";
import { orpc } from "#lib/api/query";
import type { Webhook } from "#lib/webhooks/schemas";

export interface RenewSecretDialogProps {
  team: string;
  webhook: Webhook;
  open: boolean;
  onOpenChange: (open: boolean) => void;
}

/** Asks, gives the webhook another secret, and shows it this once. */
export function RenewSecretDialog({ team, webhook, open, onOpenChange }: RenewSecretDialogProps) {
  const queryClient = useQueryClient();
  const renew = useMutation(
    orpc.webhooks.renewSecret.mutationOptions({
      onSuccess: () => void queryClient.invalidateQueries({ queryKey: orpc.webhooks.key() }),
    }),
  );
  if (renew.data) {
    const { secret, url } = renew.data;
    return <WebhookSecret secret={secret} url={url} renewed open onDone={renew.reset} />;
  }
  return (
    <ConfirmDialog
      open={open}
      onOpenChange={onOpenChange}
      title="Renew the signing secret?"
      confirm="Renew secret"
      onConfirm={() => renew.mutateAsync({ team, id: webhook.id })}
    >
      <p>
        Every delivery from now on is signed with a new secret, those that wait to be tried again too, and the
        one before does not come back.
      </p>
      <p>
        Give it to <code>{new URL(webhook.url).host}</code> at once: what that refuses until it has it is
        tried again for a day.
      </p>
    </ConfirmDialog>
  );
}
