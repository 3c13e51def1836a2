"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useId, useState } from "react";
import { fieldProblem, otherProblem } from "#components/teams/field-problem";
import { NewToken } from "#components/teams/new-token";
import { Button } from "#components/ui/button";
import { Callout } from "#components/ui/callout";
import { Dialog } from "#components/ui/dialog";
import { Field } from "#components/ui/field";
import { Input } from "#components/ui/input";
import { orpc } from "#lib/api/query";

export interface CreateTokenDialogProps {
  team: string;
  open: boolean;
  onOpenChange: (open: boolean) => void;
}

/** Asks where a token will be used, makes it, and shows its secret this once. */
export function CreateTokenDialog({ team, open, onOpenChange }: CreateTokenDialogProps) {
  const [name, setName] = useState("");
  const queryClient = useQueryClient();
  const form = useId();
  const create = useMutation(
    orpc.tokens.create.mutationOptions({
      onSuccess: () =>
        void queryClient.invalidateQueries({ queryKey: orpc.tokens.list.queryKey({ input: { team } }) }),
    }),
  );
  const refusal = create.variables?.name === name ? create.error : null;

  function change(next: boolean) {
    onOpenChange(next);
    if (next) return;
    create.reset();
    setName("");
  }

  function submit(event: FormEvent) {
    event.preventDefault();
    if (!create.isPending) create.mutate({ team, name });
  }

  if (create.data) {
    return <NewToken team={team} token={create.data} open={open} onDone={() => change(false)} />;
  }
  return (
    <Dialog
      open={open}
      onOpenChange={(next) => create.isPending || change(next)}
      title="New API token"
      description={`A program that sends it acts in ${team}'s name: it lists, defines and builds images. It cannot manage people, tokens or base images.`}
      footer={
        <>
          <Button onClick={() => change(false)} disabled={create.isPending}>
            Cancel
          </Button>
          <Button type="submit" form={form} variant="primary" loading={create.isPending}>
            Create token
          </Button>
        </>
      }
    >
      <form id={form} noValidate onSubmit={submit} className="flex flex-col gap-4">
        <Field
          label="Name"
          hint="Where it will be used, one token for each place: then one can be revoked without the others."
          error={fieldProblem(refusal, "name")}
        >
          <Input
            value={name}
            onChange={(event) => setName(event.target.value)}
            maxLength={100}
            placeholder="GitHub Actions"
            autoComplete="off"
          />
        </Field>
        {otherProblem(refusal, ["name"]) ? (
          <Callout tone="danger">{otherProblem(refusal, ["name"])}</Callout>
        ) : null}
      </form>
    </Dialog>
  );
}
