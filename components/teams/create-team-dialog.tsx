"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { type FormEvent, useId, useState } from "react";
import { fieldProblem, otherProblem } from "#components/teams/field-problem";
import { Button } from "#components/ui/button";
import { Callout } from "#components/ui/callout";
import { Dialog } from "#components/ui/dialog";
import { Field } from "#components/ui/field";
import { Input } from "#components/ui/input";
import { Textarea } from "#components/ui/textarea";
import { orpc } from "#lib/api/query";
import { nameProblem } from "#lib/names/name-schema";

/** Asks for a name and makes a team of it, which its creator owns; then goes to its page. */
export function CreateTeamDialog({
  open,
  onOpenChange,
}: {
  open: boolean;
  onOpenChange: (open: boolean) => void;
}) {
  const [name, setName] = useState("");
  const [description, setDescription] = useState("");
  const [submitted, setSubmitted] = useState(false);
  const queryClient = useQueryClient();
  const router = useRouter();
  const form = useId();
  const create = useMutation(
    orpc.teams.create.mutationOptions({
      onSuccess: async (team) => {
        await Promise.all([
          queryClient.invalidateQueries({ queryKey: orpc.teams.key() }),
          queryClient.invalidateQueries({ queryKey: orpc.account.me.key() }),
        ]);
        router.push(`/teams/${team.name}`);
      },
    }),
  );
  const refusal = create.variables?.name === name ? create.error : null;
  const problem = name || submitted ? nameProblem("team", name) : null;

  function change(next: boolean) {
    if (create.isPending) return;
    onOpenChange(next);
    if (next) return;
    create.reset();
    setName("");
    setDescription("");
    setSubmitted(false);
  }

  function submit(event: FormEvent) {
    event.preventDefault();
    setSubmitted(true);
    if (!create.isPending && !nameProblem("team", name)) create.mutate({ name, description });
  }

  return (
    <Dialog
      open={open}
      onOpenChange={change}
      title="New team"
      description="You will own it, and can add people and tokens next."
      footer={
        <>
          <Button onClick={() => change(false)}>Cancel</Button>
          <Button type="submit" form={form} variant="primary" loading={create.isPending}>
            Create team
          </Button>
        </>
      }
    >
      <form id={form} noValidate onSubmit={submit} className="flex flex-col gap-4">
        <Field
          label="Name"
          hint={
            <>
              Stands in front of its images, here and in the registry: <code>{name || "media"}/ffmpeg</code>.
              It cannot be changed later.
            </>
          }
          error={problem ?? fieldProblem(refusal, "name")}
        >
          <Input
            mono
            value={name}
            onChange={(event) => setName(event.target.value.trim())}
            placeholder="media"
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
          />
        </Field>
        <Field label="Description" optional error={fieldProblem(refusal, "description")}>
          <Textarea
            value={description}
            onChange={(event) => setDescription(event.target.value)}
            maxLength={500}
            placeholder="Images that convert and inspect video"
          />
        </Field>
        {otherProblem(refusal, ["name", "description"]) ? (
          <Callout tone="danger">{otherProblem(refusal, ["name", "description"])}</Callout>
        ) : null}
      </form>
    </Dialog>
  );
}
