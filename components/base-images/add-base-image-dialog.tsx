"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useId } from "react";
import { Button } from "#components/ui/button";
import { Callout } from "#components/ui/callout";
import { Dialog } from "#components/ui/dialog";
import { Field } from "#components/ui/field";
import { Input } from "#components/ui/input";
import { problemOf } from "#lib/api/client";
import { orpc } from "#lib/api/query";

/** Gives a name that FROM then knows to an image in some registry. */
export function AddBaseImageDialog(props: { open: boolean; onOpenChange: (open: boolean) => void }) {
  const { open, onOpenChange } = props;
  const queryClient = useQueryClient();
  const form = useId();
  const create = useMutation(
    orpc.baseImages.create.mutationOptions({
      onSuccess: () => {
        onOpenChange(false);
        return queryClient.invalidateQueries({ queryKey: orpc.baseImages.key() });
      },
    }),
  );
  const problem = create.error ? problemOf(create.error) : null;
  const errorOf = (field: string) => problem?.errors?.find((error) => error.field === field)?.message;

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const data = new FormData(event.currentTarget);
    create.mutate({
      name: String(data.get("name")),
      reference: String(data.get("reference")),
      description: String(data.get("description")),
    });
  }

  return (
    <Dialog
      open={open}
      onOpenChange={(next) => {
        create.reset();
        onOpenChange(next);
      }}
      title="Add a base image"
      description="A worker asks its registry for the digest at once; builds use that digest until you check again."
      footer={
        <>
          <Button onClick={() => onOpenChange(false)}>Cancel</Button>
          <Button type="submit" form={form} variant="primary" loading={create.isPending}>
            Add base image
          </Button>
        </>
      }
    >
      <form id={form} onSubmit={submit} className="flex flex-col gap-4">
        {problem && !problem.errors?.length ? <Callout tone="danger">{problem.detail}</Callout> : null}
        <Field label="Name in FROM" hint="Such as codex-base:latest." error={errorOf("name")}>
          <Input name="name" mono required autoComplete="off" spellCheck={false} />
        </Field>
        <Field
          label="Where it is"
          hint="The reference that docker pull takes on the worker’s host."
          error={errorOf("reference")}
        >
          <Input name="reference" mono required autoComplete="off" spellCheck={false} />
        </Field>
        <Field label="Description" optional error={errorOf("description")}>
          <Input name="description" autoComplete="off" />
        </Field>
      </form>
    </Dialog>
  );
}
