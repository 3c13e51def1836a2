"use client";
import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { type FormEvent, useId, useState } from "react";
import { Button } from "#components/ui/button";
import { Callout } from "#components/ui/callout";
import { Dialog } from "#components/ui/dialog";
import { Field } from "#components/ui/field";
import { Input } from "#components/ui/input";
import { Select } from "#components/ui/select";
import { problemOf } from "#lib/api/client";
import { orpc } from "#lib/api/query";
import type { Image } from "#lib/images/schemas";

/** Makes an image of one's own from another, which it goes on knowing. */
export function ForkDialog(props: {
  image: Image;
  teams: readonly string[];
  open: boolean;
  onOpenChange: (open: boolean) => void;
}) {
  const { image, teams, open, onOpenChange } = props;
  const router = useRouter();
  const form = useId();
  const [toTeam, setTeam] = useState(teams.find((team) => team !== image.team) ?? teams[0] ?? "");
  const [name, setName] = useState(toTeam === image.team ? `${image.name}-2` : image.name);
  const fork = useMutation(
    orpc.sharing.fork.mutationOptions({
      onSuccess: (made) => router.push(`/images/${made.team}/${made.name}?tab=edit`),
    }),
  );
  const problem = fork.error ? problemOf(fork.error) : null;
  const nameProblem = problem?.errors?.find(({ field }) => field === "name")?.message;

  function submit(event: FormEvent) {
    event.preventDefault();
    if (!fork.isPending) fork.mutate({ team: image.team, image: image.name, toTeam, name });
  }

  return (
    <Dialog
      open={open}
      onOpenChange={(next) => fork.isPending || onOpenChange(next)}
      title={`Fork ${image.team}/${image.name}`}
      description={`Version ${image.versions} becomes version 1 of an image of yours, which tells you when this one moves on. To add a little to it, an image that says FROM ${image.team}/${image.name} is updated without you.`}
      footer={
        <>
          <Button onClick={() => onOpenChange(false)}>Cancel</Button>
          <Button type="submit" form={form} variant="primary" loading={fork.isPending}>
            Fork
          </Button>
        </>
      }
    >
      <form id={form} noValidate onSubmit={submit} className="grid gap-4 sm:grid-cols-2">
        <Field label="Team" custom>
          <Select
            value={toTeam}
            onValueChange={setTeam}
            options={teams.map((team) => ({ value: team, label: team }))}
          />
        </Field>
        <Field label="Name" error={nameProblem}>
          <Input
            mono
            value={name}
            onChange={(event) => setName(event.target.value.trim())}
            autoComplete="off"
            spellCheck={false}
          />
        </Field>
        {problem && !nameProblem ? (
          <Callout tone="danger" className="sm:col-span-2">
            {problem.detail}
          </Callout>
        ) : null}
      </form>
    </Dialog>
  );
}
