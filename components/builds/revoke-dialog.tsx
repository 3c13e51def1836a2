"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useId, useState } from "react";
import type { BuildSnapshot } from "#components/builds/build-stream";
import { ImpactPreview, useImpact } from "#components/impact/impact-preview";
import { Button } from "#components/ui/button";
import { Callout } from "#components/ui/callout";
import { Checkbox } from "#components/ui/checkbox";
import { Dialog } from "#components/ui/dialog";
import { Field } from "#components/ui/field";
import { Input } from "#components/ui/input";
import { problemOf } from "#lib/api/client";
import { orpc } from "#lib/api/query";

/** Says that nobody is to be given a build any more, having shown who has it and what they get instead. */
export function RevokeDialog(props: {
  build: BuildSnapshot["build"];
  open: boolean;
  onOpenChange: (open: boolean) => void;
}) {
  const { build, open, onOpenChange } = props;
  const { id, team, image, tag } = build;
  const [reason, setReason] = useState("");
  const [moves, setMoves] = useState(true);
  const queryClient = useQueryClient();
  const form = useId();
  const keepChannels = moves ? "false" : "true";
  const change = open ? { team, image, change: "revoke" as const, build: tag, keepChannels } : null;
  const impact = useImpact(change);
  const others = build.channels.filter((name) => name !== "latest");
  const staying = others.filter((name) => !impact.data?.channels.includes(name));
  const revoke = useMutation(
    orpc.builds.revoke.mutationOptions({
      onSuccess: (data) => {
        queryClient.setQueryData(orpc.builds.get.queryKey({ input: { id } }), data);
        onOpenChange(false);
      },
    }),
  );
  const problem = revoke.error ? problemOf(revoke.error) : null;

  function submit(event: FormEvent) {
    event.preventDefault();
    if (!revoke.isPending) revoke.mutate({ id, reason, keepChannels: !moves });
  }

  return (
    <Dialog
      open={open}
      onOpenChange={(next) => revoke.isPending || onOpenChange(next)}
      size="lg"
      title={`Revoke build ${tag}?`}
      description="Whoever asks for it is refused, with your reason and what to take instead. Its digest stays in the registry, so this can be taken back."
      footer={
        <>
          <Button onClick={() => onOpenChange(false)}>Cancel</Button>
          <Button
            type="submit"
            form={form}
            variant="danger"
            loading={revoke.isPending}
            disabled={reason.trim() === ""}
          >
            Revoke build
          </Button>
        </>
      }
    >
      <form id={form} noValidate onSubmit={submit} className="flex flex-col gap-4">
        <Field label="Why" hint="Shown wherever it is used, and to sandboxes that are refused it.">
          <Input
            value={reason}
            maxLength={500}
            onChange={(event) => setReason(event.target.value)}
            placeholder="Ships a broken libvips"
          />
        </Field>
        {others.length > 0 ? (
          <Checkbox
            checked={moves}
            onCheckedChange={setMoves}
            label={`Roll back ${others.join(" and ")} to what ${others.length === 1 ? "it" : "they"} pointed to before`}
          />
        ) : null}
        {moves && impact.data && staying.length > 0 ? (
          <Callout tone="warning">
            {staying.join(" and ")} {staying.length === 1 ? "has" : "have"} pointed to no other good build and{" "}
            {staying.length === 1 ? "stays" : "stay"}: who follows {staying.length === 1 ? "it" : "them"} is
            refused.
          </Callout>
        ) : null}
        <ImpactPreview input={change} />
        {problem ? <Callout tone="danger">{problem.detail}</Callout> : null}
      </form>
    </Dialog>
  );
}
