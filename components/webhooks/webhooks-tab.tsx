"use client";
import { useQuery } from "@tanstack/react-query";
import { Webhook as Icon, Plus } from "lucide-react";
import { useSearchParams } from "next/navigation";
import { useState } from "react";
import { Button } from "#components/ui/button";
import { Card } from "#components/ui/card";
import { EmptyState } from "#components/ui/empty-state";
import { ErrorState } from "#components/ui/error-state";
import { Section } from "#components/ui/section";
import { SkeletonRows } from "#components/ui/skeleton";
import { CreateWebhookDialog } from "#components/webhooks/create-webhook-dialog";
import { WebhookDetail } from "#components/webhooks/webhook-detail";
import { WebhookTable } from "#components/webhooks/webhook-table";
import { orpc } from "#lib/api/query";

/** A team's webhooks or, with `?webhook=`, one of them with what it was sent. For maintainers. */
export function WebhooksTab({ team }: { team: string }) {
  const webhooks = useQuery(orpc.webhooks.list.queryOptions({ input: { team } }));
  const chosen = useSearchParams().get("webhook");
  const [isCreating, setCreating] = useState(false);

  if (!webhooks.data) {
    return (
      <Card>
        {webhooks.error ? (
          <ErrorState
            error={webhooks.error}
            title="The webhooks could not be loaded"
            retry={webhooks.refetch}
          />
        ) : (
          <SkeletonRows rows={2} label="Loading the webhooks" />
        )}
      </Card>
    );
  }
  const { items } = webhooks.data;
  const webhook = items.find(({ id }) => id === chosen);
  const create = (
    <Button variant="primary" icon={<Plus />} onClick={() => setCreating(true)}>
      New webhook
    </Button>
  );
  return (
    <>
      {webhook ? (
        <WebhookDetail team={team} webhook={webhook} />
      ) : items.length > 0 ? (
        <Section
          title="Webhooks"
          description="Addresses that are told what happens, in signed requests that are tried again for a day."
          action={create}
        >
          <WebhookTable team={team} webhooks={items} />
        </Section>
      ) : (
        <Card>
          <EmptyState icon={<Icon />} title="No webhooks yet" actions={create}>
            Have CI, a chat or a script of yours told at once when a build fails, a channel moves, or an image
            of {team} is deprecated or a build revoked.
          </EmptyState>
        </Card>
      )}
      <CreateWebhookDialog team={team} open={isCreating} onOpenChange={setCreating} />
    </>
  );
}
