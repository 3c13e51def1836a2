"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { ImpactPreview, useImpact } from "#components/impact/impact-preview";
import { Button } from "#components/ui/button";
import { Callout } from "#components/ui/callout";
import { Dialog } from "#components/ui/dialog";
import { Field } from "#components/ui/field";
import { Input } from "#components/ui/input";
import { toast } from "#components/ui/toast";
import { problemOf } from "#lib/api/client";
import { orpc } from "#lib/api/query";
import type { Channel } from "#lib/channels/schemas";

/** Points a channel back to what it pointed to before, having shown what that is and who gets it. */
export function RollBackDialog(props: {
  team: string;
  image: string;
  channel: Channel;
  open: boolean;
  onOpenChange: (open: boolean) => void;
}) {
  const { team, image, channel, open, onOpenChange } = props;
  const input = { team, image, channel: channel.name };
  const [reason, setReason] = useState("");
  const queryClient = useQueryClient();
  const change = open ? { ...input, change: "rollBack" as const } : null;
  const { data: impact } = useImpact(change);
  const rollBack = useMutation(
    orpc.channels.rollBack.mutationOptions({
      onSuccess: async ({ name, build }) => {
        onOpenChange(false);
        toast({ title: `${name} is build ${build.tag} again` });
        await queryClient.invalidateQueries({ queryKey: orpc.channels.key() });
      },
    }),
  );
  const problem = rollBack.error ? problemOf(rollBack.error) : null;
  return (
    <Dialog
      open={open}
      onOpenChange={(next) => rollBack.isPending || onOpenChange(next)}
      title={`Roll ${channel.name} back?`}
      description={
        impact?.to ? (
          <>
            From <span className="font-mono">{channel.build.tag}</span> to what it pointed to before,{" "}
            <span className="font-mono">{impact.to}</span>.
          </>
        ) : (
          `It points to ${channel.build.tag}.`
        )
      }
      footer={
        <>
          <Button onClick={() => onOpenChange(false)}>Cancel</Button>
          <Button
            variant="primary"
            loading={rollBack.isPending}
            disabled={!impact?.to}
            onClick={() => rollBack.mutate({ ...input, reason })}
          >
            {impact?.to ? `Roll back to ${impact.to}` : "Roll back"}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-4">
        <Field label="Why" optional hint="For the channel’s history.">
          <Input value={reason} maxLength={500} onChange={(event) => setReason(event.target.value)} />
        </Field>
        <ImpactPreview input={change} />
        {problem ? <Callout tone="danger">{problem.detail}</Callout> : null}
      </div>
    </Dialog>
  );
}
