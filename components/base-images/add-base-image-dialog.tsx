"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useId, useState } from "react";
import { Button } from "#components/ui/button";
import { Callout } from "#components/ui/callout";
import { Dialog } from "#components/ui/dialog";
import { Field } from "#components/ui/field";
import { Input } from "#components/ui/input";
import { problemOf } from "#lib/api/client";
import { orpc } from "#lib/api/query";
import { formatImageReference, parseImageReference } from "#lib/dockerfile/image-reference";

const EMPTY = { name: "", reference: "", description: "" };
type BaseImageInput = typeof EMPTY;

/** Whether something stands there that cannot be a reference; what is being begun is not wrong yet. */
function isNoReference(text: string): boolean {
  return text !== "" && !/[/:@.-]$/.test(text) && !parseImageReference(text);
}

/** How Docker completes a reference, where that is not as it was written. */
function completed(text: string): string | null {
  const parsed = text ? parseImageReference(text) : null;
  const whole = parsed ? formatImageReference(parsed) : null;
  return whole === text ? null : whole;
}

/** Gives a name that FROM then knows to an image in some registry. */
export function AddBaseImageDialog({
  open,
  onOpenChange,
}: {
  open: boolean;
  onOpenChange: (open: boolean) => void;
}) {
  const [input, setInput] = useState<BaseImageInput>(EMPTY);
  const queryClient = useQueryClient();
  const form = useId();
  const create = useMutation(
    orpc.baseImages.create.mutationOptions({
      onSuccess: async () => {
        await queryClient.invalidateQueries({ queryKey: orpc.baseImages.key() });
        change(false);
      },
    }),
  );
  const problem = create.error ? problemOf(create.error) : null;
  // What the API said of a field holds until the field is changed.
  const problemAt = (field: keyof BaseImageInput) =>
    create.variables?.[field] === input[field]
      ? problem?.errors?.find((each) => each.field === field)?.message
      : undefined;
  const whole = completed(input.reference);

  function change(next: boolean) {
    onOpenChange(next);
    if (next) return;
    create.reset();
    setInput(EMPTY);
  }

  function submit(event: FormEvent) {
    event.preventDefault();
    if (!create.isPending) create.mutate(input);
  }

  return (
    <Dialog
      open={open}
      onOpenChange={(next) => create.isPending || change(next)}
      title="Add a base image"
      description="Every team can then write its name in FROM. A worker asks its registry for the digest at once."
      footer={
        <>
          <Button onClick={() => change(false)} disabled={create.isPending}>
            Cancel
          </Button>
          <Button type="submit" form={form} variant="primary" loading={create.isPending}>
            Add base image
          </Button>
        </>
      }
    >
      <form id={form} noValidate onSubmit={submit} className="flex flex-col gap-4">
        <Field
          label="Name in FROM"
          hint="What people write; it need not say where the image is."
          error={
            isNoReference(input.name) ? "Write it as in FROM: [registry/]name[:tag]." : problemAt("name")
          }
        >
          <Input
            mono
            value={input.name}
            onChange={(event) => setInput({ ...input, name: event.target.value.trim() })}
            placeholder="python-base:3.13"
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
          />
        </Field>
        <Field
          label="Where it is"
          hint={
            whole ? (
              <>
                Docker reads this as <code className="wrap-anywhere">{whole}</code>.
              </>
            ) : (
              "What docker pull takes on the worker's host, with the registry."
            )
          }
          error={
            isNoReference(input.reference)
              ? "Write it as in FROM: [registry/]name[:tag]."
              : problemAt("reference")
          }
        >
          <Input
            mono
            value={input.reference}
            onChange={(event) => setInput({ ...input, reference: event.target.value.trim() })}
            placeholder="registry.example.com/platform/python:3.13"
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
          />
        </Field>
        <Field label="Description" optional error={problemAt("description")}>
          <Input
            value={input.description}
            onChange={(event) => setInput({ ...input, description: event.target.value })}
            maxLength={500}
            placeholder="Debian with Python and our certificates"
            autoComplete="off"
          />
        </Field>
        {problem && !problem.errors?.length && problem.code !== "unauthenticated" ? (
          <Callout tone="danger">{problem.detail}</Callout>
        ) : null}
      </form>
    </Dialog>
  );
}
