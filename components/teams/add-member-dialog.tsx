"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useId, useState } from "react";
import { fieldProblem, otherProblem } from "#components/teams/field-problem";
import { NewAccount } from "#components/teams/new-account";
import { ROLE_WORD } from "#components/teams/role-word";
import { Button } from "#components/ui/button";
import { Callout } from "#components/ui/callout";
import { Dialog } from "#components/ui/dialog";
import { Field } from "#components/ui/field";
import { Input } from "#components/ui/input";
import { Select } from "#components/ui/select";
import { toast } from "#components/ui/toast";
import { orpc } from "#lib/api/query";
import { ROLE_HINTS, ROLES } from "#lib/auth/roles";
import type { Member } from "#lib/teams/schemas";

const EMPTY = { email: "", name: "", role: "developer" as Member["role"] };
const FIELDS = ["email", "name", "role"];

export interface AddMemberDialogProps {
  team: string;
  open: boolean;
  onOpenChange: (open: boolean) => void;
}

/** Adds someone by e-mail address; for a new account it then shows the password, this once. */
export function AddMemberDialog({ team, open, onOpenChange }: AddMemberDialogProps) {
  const [input, setInput] = useState(EMPTY);
  const queryClient = useQueryClient();
  const form = useId();
  const add = useMutation(
    orpc.teams.addMember.mutationOptions({
      onSuccess: ({ member, initialPassword }) => {
        void queryClient.invalidateQueries({
          queryKey: orpc.teams.listMembers.queryKey({ input: { team } }),
        });
        void queryClient.invalidateQueries({ queryKey: orpc.teams.list.key() });
        if (initialPassword) return;
        toast({ title: `${member.name} is in ${team} now` });
        change(false);
      },
    }),
  );
  const isUnchanged = FIELDS.every(
    (field) => add.variables?.[field as keyof typeof EMPTY] === input[field as keyof typeof EMPTY],
  );
  const refusal = isUnchanged ? add.error : null;
  const account = add.data?.initialPassword
    ? { ...add.data.member, password: add.data.initialPassword }
    : null;

  function change(next: boolean) {
    onOpenChange(next);
    if (next) return;
    add.reset();
    setInput(EMPTY);
  }

  function submit(event: FormEvent) {
    event.preventDefault();
    if (!add.isPending) add.mutate({ team, ...input });
  }

  if (account) {
    return <NewAccount team={team} account={account} open={open} onDone={() => change(false)} />;
  }
  return (
    <Dialog
      open={open}
      onOpenChange={(next) => add.isPending || change(next)}
      title={`Add someone to ${team}`}
      description="Who has no account yet gets one."
      footer={
        <>
          <Button onClick={() => change(false)} disabled={add.isPending}>
            Cancel
          </Button>
          <Button type="submit" form={form} variant="primary" loading={add.isPending}>
            Add to team
          </Button>
        </>
      }
    >
      <form id={form} noValidate onSubmit={submit} className="flex flex-col gap-4">
        <Field label="E-mail address" error={fieldProblem(refusal, "email")}>
          <Input
            type="email"
            value={input.email}
            onChange={(event) => setInput({ ...input, email: event.target.value.trim() })}
            placeholder="grace@example.com"
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
          />
        </Field>
        <Field
          label="Name"
          optional
          hint="For a new account. Left empty, it is what stands before the @."
          error={fieldProblem(refusal, "name")}
        >
          <Input
            value={input.name}
            onChange={(event) => setInput({ ...input, name: event.target.value })}
            placeholder="Grace Hopper"
            autoComplete="off"
          />
        </Field>
        <Field label="Role" custom error={fieldProblem(refusal, "role")}>
          <Select
            value={input.role}
            onValueChange={(role) => setInput({ ...input, role })}
            options={ROLES.map((role) => ({ value: role, label: ROLE_WORD[role], hint: ROLE_HINTS[role] }))}
          />
        </Field>
        {otherProblem(refusal, FIELDS) ? (
          <Callout tone="danger">{otherProblem(refusal, FIELDS)}</Callout>
        ) : null}
      </form>
    </Dialog>
  );
}
