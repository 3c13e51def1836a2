"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { fieldProblem, otherProblem } from "#components/teams/field-problem";
import { Button } from "#components/ui/button";
import { Card } from "#components/ui/card";
import { Field } from "#components/ui/field";
import { Input } from "#components/ui/input";
import { toast } from "#components/ui/toast";
import { orpc } from "#lib/api/query";

/** The name others see. */
export function ChangeName({ name }: { name: string }) {
  const [text, setText] = useState(name);
  const queryClient = useQueryClient();
  const wanted = text.trim();
  const change = useMutation(
    orpc.account.changeName.mutationOptions({
      onSuccess: async ({ name: next }) => {
        setText(next);
        await Promise.all([
          queryClient.invalidateQueries({ queryKey: orpc.account.me.key() }),
          queryClient.invalidateQueries({ queryKey: orpc.teams.listMembers.key() }),
        ]);
        toast({ title: `You are ${next} from now on` });
      },
    }),
  );

  function submit(event: FormEvent) {
    event.preventDefault();
    if (!change.isPending && wanted && wanted !== name) change.mutate({ name: wanted });
  }

  return (
    <Card padded>
      <form noValidate onSubmit={submit} className="flex max-w-sm flex-col gap-4">
        <Field
          label="Name"
          hint="Stands beside the versions you write and the builds you start."
          error={
            wanted ? (fieldProblem(change.error, "name") ?? otherProblem(change.error, [])) : "Write a name."
          }
        >
          <Input
            value={text}
            maxLength={100}
            autoComplete="name"
            onChange={(event) => {
              setText(event.target.value);
              change.reset();
            }}
          />
        </Field>
        <Button
          type="submit"
          loading={change.isPending}
          disabled={!wanted || wanted === name}
          className="self-start"
        >
          Change name
        </Button>
      </form>
    </Card>
  );
}
