"use client";
import { CircleAlert } from "lucide-react";
import { Checkbox } from "#components/ui/checkbox";
import { EVENT_HINTS, WEBHOOK_EVENTS } from "#lib/webhooks/events";
import type { WebhookEvent } from "#lib/webhooks/schemas";

export interface EventChoiceProps {
  events: readonly WebhookEvent[];
  onChange: (events: WebhookEvent[]) => void;
  error?: string;
}

/** Which events a webhook is told of. */
export function EventChoice({ events, onChange, error }: EventChoiceProps) {
  return (
    <fieldset className="flex flex-col gap-2">
      <legend className="mb-1.5 text-sm font-medium">Events</legend>
      {WEBHOOK_EVENTS.map((event) => (
        <Checkbox
          key={event}
          label={<code>{event}</code>}
          hint={EVENT_HINTS[event]}
          checked={events.includes(event)}
          onCheckedChange={(checked) =>
            onChange(WEBHOOK_EVENTS.filter((each) => (each === event ? checked : events.includes(each))))
          }
        />
      ))}
      {error ? (
        <p role="alert" className="flex items-start gap-1.5 text-sm text-danger">
          <CircleAlert className="mt-0.5 size-4 shrink-0" aria-hidden="true" />
          {error}
        </p>
      ) : null}
    </fieldset>
  );
}
