"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useId, useState } from "react";
import { fieldProblem, otherProblem } from "#components/teams/field-problem";
import { Button } from "#components/ui/button";
import { Callout } from "#components/ui/callout";
import { Dialog } from "#components/ui/dialog";
import { Field } from "#components/ui/field";
import { Input } from "#components/ui/input";
import { EventChoice } from "#components/webhooks/event-choice";
import { orpc } from "#lib/api/query";
import type { Webhook } from "#lib/webhooks/schemas";

export interface EditWebhookDialogProps {
  team: string;
  webhook: Webhook;
  open: boolean;
  onOpenChange: (open: boolean) => void;
}

/** Changes where a webhook goes and what it is told of; its secret stays. */
export function EditWebhookDialog({ team, webhook, open, onOpenChange }: EditWebhookDialogProps) {
  const [input, setInput] = useState({ url: webhook.url, events: webhook.events });
  const queryClient = useQueryClient();
  const form = useId();
  const update = useMutation(orpc.webhooks.update.mutationOptions());
  const isAsked = update.variables?.url === input.url && update.variables.events === input.events;
  const refusal = isAsked ? update.error : null;

  function submit(event: FormEvent) {
    event.preventDefault();
    if (update.isPending) return;
    update.mutate(
      { team, id: webhook.id, ...input },
      {
        onSuccess: async () => {
          await queryClient.invalidateQueries({ queryKey: orpc.webhooks.key() });
          onOpenChange(false);
        },
      },
    );
  }

  const other = otherProblem(refusal, ["url", "events"]);
  return (
    <Dialog
      open={open}
      onOpenChange={(next) => update.isPending || onOpenChange(next)}
      title="Edit webhook"
      description="Its signing secret stays as it is."
      footer={
        <>
          <Button onClick={() => onOpenChange(false)} disabled={update.isPending}>
            Cancel
          </Button>
          <Button type="submit" form={form} variant="primary" loading={update.isPending}>
            Save
          </Button>
        </>
      }
    >
      <form id={form} noValidate onSubmit={submit} className="flex flex-col gap-4">
        <Field label="Address" error={fieldProblem(refusal, "url")}>
          <Input
            mono
            value={input.url}
            onChange={(event) => setInput({ ...input, url: event.target.value })}
            type="url"
            inputMode="url"
            autoComplete="off"
            spellCheck={false}
          />
        </Field>
        <EventChoice
          events={input.events}
          onChange={(events) => setInput({ ...input, events })}
          error={fieldProblem(refusal, "events")}
        />
        {other ? <Callout tone="danger">{other}</Callout> : null}
      </form>
    </Dialog>
  );
}
