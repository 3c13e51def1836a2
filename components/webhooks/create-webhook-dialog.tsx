"use client";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useId, useState } from "react";
import { fieldProblem, otherProblem } from "#components/teams/field-problem";
import { Button } from "#components/ui/button";
import { Callout } from "#components/ui/callout";
import { Dialog } from "#components/ui/dialog";
import { Field } from "#components/ui/field";
import { Input } from "#components/ui/input";
import { Select } from "#components/ui/select";
import { EventChoice } from "#components/webhooks/event-choice";
import { WebhookSecret } from "#components/webhooks/webhook-secret";
import { orpc } from "#lib/api/query";
import { WEBHOOK_EVENTS } from "#lib/webhooks/events";
import type { WebhookEvent } from "#lib/webhooks/schemas";

const EMPTY = { url: "", image: "", events: [...WEBHOOK_EVENTS] as WebhookEvent[] };
const FIELDS = ["url", "image", "events"];
/** As many as can be chosen from; more are written. */
const MOST = 100;

export interface CreateWebhookDialogProps {
  team: string;
  open: boolean;
  onOpenChange: (open: boolean) => void;
}

/** Asks what is to be told where, makes the webhook, and shows its secret this once. */
export function CreateWebhookDialog({ team, open, onOpenChange }: CreateWebhookDialogProps) {
  const [input, setInput] = useState(EMPTY);
  const queryClient = useQueryClient();
  const form = useId();
  const images = useQuery({
    ...orpc.images.list.queryOptions({ input: { team, sort: "name", limit: MOST } }),
    enabled: open,
  });
  const create = useMutation(
    orpc.webhooks.create.mutationOptions({
      onSuccess: () => void queryClient.invalidateQueries({ queryKey: orpc.webhooks.key() }),
    }),
  );
  const asked = create.variables;
  const isAsked =
    asked?.url === input.url && asked.events === input.events && asked.image === (input.image || null);
  const refusal = isAsked ? create.error : null;

  function change(next: boolean) {
    onOpenChange(next);
    if (next) return;
    create.reset();
    setInput(EMPTY);
  }

  function submit(event: FormEvent) {
    event.preventDefault();
    if (create.isPending) return;
    create.mutate({ team, url: input.url, events: input.events, image: input.image || null });
  }

  if (create.data) {
    return (
      <WebhookSecret
        secret={create.data.secret}
        url={create.data.url}
        open={open}
        onDone={() => change(false)}
      />
    );
  }
  const other = otherProblem(refusal, FIELDS);
  const names = images.data?.items.flatMap((image) => (image.team === team ? image.name : [])) ?? [];
  return (
    <Dialog
      open={open}
      onOpenChange={(next) => create.isPending || change(next)}
      title="New webhook"
      description={`An address that is sent what happens to images of ${team}.`}
      footer={
        <>
          <Button onClick={() => change(false)} disabled={create.isPending}>
            Cancel
          </Button>
          <Button type="submit" form={form} variant="primary" loading={create.isPending}>
            Create webhook
          </Button>
        </>
      }
    >
      <form id={form} noValidate onSubmit={submit} className="flex flex-col gap-4">
        <Field
          label="Address"
          hint="It gets a POST of JSON. One inside Bakehouse's own network is refused."
          error={fieldProblem(refusal, "url")}
        >
          <Input
            mono
            value={input.url}
            onChange={(event) => setInput({ ...input, url: event.target.value })}
            placeholder="https://ci.example.com/bakehouse"
            type="url"
            inputMode="url"
            autoComplete="off"
            spellCheck={false}
          />
        </Field>
        {images.data && images.data.total > MOST ? (
          <Field
            label="Image"
            optional
            hint="All of the team's, when empty."
            error={fieldProblem(refusal, "image")}
          >
            <Input
              mono
              value={input.image}
              onChange={(event) => setInput({ ...input, image: event.target.value })}
            />
          </Field>
        ) : (
          <Field label="Image" custom error={fieldProblem(refusal, "image")}>
            <Select
              label="Image"
              value={input.image}
              onValueChange={(image) => setInput({ ...input, image })}
              options={[
                { value: "", label: "All images of the team" },
                ...names.map((name) => ({ value: name, label: name })),
              ]}
            />
          </Field>
        )}
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
