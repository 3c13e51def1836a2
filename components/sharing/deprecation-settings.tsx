"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useId, useState } from "react";
import { ImpactPreview } from "#components/impact/impact-preview";
import { Button } from "#components/ui/button";
import { Callout } from "#components/ui/callout";
import { Card } from "#components/ui/card";
import { Dialog } from "#components/ui/dialog";
import { Field } from "#components/ui/field";
import { Input } from "#components/ui/input";
import { Section } from "#components/ui/section";
import { problemOf } from "#lib/api/client";
import { orpc } from "#lib/api/query";
import type { Image } from "#lib/images/schemas";

/** Says that nobody should begin to use an image any more; or takes that back. */
export function DeprecationSettings({ image }: { image: Image }) {
  const at = { team: image.team, image: image.name };
  const [isAsking, setAsking] = useState(false);
  const queryClient = useQueryClient();
  const undo = useMutation(
    orpc.sharing.undeprecate.mutationOptions({
      onSuccess: (data) => queryClient.setQueryData(orpc.images.get.queryKey({ input: at }), data),
    }),
  );
  return (
    <Section title="Deprecation">
      <Card padded className="flex flex-col items-start gap-3">
        <p className="max-w-prose text-muted">
          {image.deprecated
            ? "Its pages, the catalogue and the projects that use it say that it is deprecated, and what to use instead."
            : "Builds and references go on working, but its pages, the catalogue and the projects that use it say that it should not be used any more, why, and what to use instead."}
        </p>
        {image.deprecated ? (
          <Button loading={undo.isPending} onClick={() => undo.mutate(at)}>
            Take the deprecation back
          </Button>
        ) : (
          <Button onClick={() => setAsking(true)}>Deprecate…</Button>
        )}
      </Card>
      {isAsking ? <DeprecateDialog image={image} open={isAsking} onOpenChange={setAsking} /> : null}
    </Section>
  );
}

function DeprecateDialog(props: { image: Image; open: boolean; onOpenChange: (open: boolean) => void }) {
  const { image, open, onOpenChange } = props;
  const at = { team: image.team, image: image.name };
  const [input, setInput] = useState({ message: "", replacement: "", date: "" });
  const queryClient = useQueryClient();
  const form = useId();
  const deprecate = useMutation(
    orpc.sharing.deprecate.mutationOptions({
      onSuccess: (data) => {
        queryClient.setQueryData(orpc.images.get.queryKey({ input: at }), data);
        onOpenChange(false);
      },
    }),
  );
  const problem = deprecate.error ? problemOf(deprecate.error) : null;
  const problemAt = (field: string) => problem?.errors?.find((each) => each.field === field)?.message;

  function submit(event: FormEvent) {
    event.preventDefault();
    if (deprecate.isPending) return;
    const { message, replacement, date } = input;
    deprecate.mutate({ ...at, message, replacement: replacement || null, date: date || null });
  }

  return (
    <Dialog
      open={open}
      onOpenChange={(next) => deprecate.isPending || onOpenChange(next)}
      size="lg"
      title={`Deprecate ${image.team}/${image.name}?`}
      footer={
        <>
          <Button onClick={() => onOpenChange(false)}>Cancel</Button>
          <Button
            type="submit"
            form={form}
            variant="primary"
            loading={deprecate.isPending}
            disabled={input.message.trim() === ""}
          >
            Deprecate image
          </Button>
        </>
      }
    >
      <form id={form} noValidate onSubmit={submit} className="flex flex-col gap-4">
        <Field label="Why, and what to do" error={problemAt("message")}>
          <Input
            value={input.message}
            maxLength={500}
            onChange={(event) => setInput({ ...input, message: event.target.value })}
            placeholder="Debian 11 gets no more security updates"
          />
        </Field>
        <div className="grid gap-4 sm:grid-cols-2">
          <Field label="Use instead" optional error={problemAt("replacement")}>
            <Input
              mono
              value={input.replacement}
              onChange={(event) => setInput({ ...input, replacement: event.target.value.trim() })}
              placeholder="media/ffmpeg"
              autoComplete="off"
              spellCheck={false}
            />
          </Field>
          <Field label="Nobody should use it after" optional error={problemAt("date")}>
            <Input
              type="date"
              value={input.date}
              onChange={(event) => setInput({ ...input, date: event.target.value })}
            />
          </Field>
        </div>
        <ImpactPreview shows="all" input={open ? { ...at, change: "deprecate" } : null} />
        {problem && !problem.errors?.length ? <Callout tone="danger">{problem.detail}</Callout> : null}
      </form>
    </Dialog>
  );
}
