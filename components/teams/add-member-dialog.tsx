"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useId, useState } from "react";
import { fieldProblem, otherProblem } from "#components/teams/field-problem";
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

const EMPTY = { email: "", role: "developer" as Member["role"] };
const FIELDS = ["email", "role"];

export interface AddMemberDialogProps {
  team: string;
  open: boolean;
  onOpenChange: (open: boolean) => void;
}

/** Adds someone who has an account here, by e-mail address; others are invited. */
export function AddMemberDialog({ team, open, onOpenChange }: AddMemberDialogProps) {
  const [input, setInput] = useState(EMPTY);
  const queryClient = useQueryClient();
  const form = useId();
  const add = useMutation(
    orpc.teams.addMember.mutationOptions({
      onSuccess: (member) => {
        void queryClient.invalidateQueries({ queryKey: orpc.teams.key() });
        void queryClient.invalidateQueries({ queryKey: orpc.account.me.key() });
        toast({ title: `${member.name} is in ${team} now` });
        change(false);
      },
    }),
  );
  const isUnchanged = add.variables?.email === input.email && add.variables.role === input.role;
  const refusal = isUnchanged ? add.error : null;

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

  return (
    <Dialog
      open={open}
      onOpenChange={(next) => add.isPending || change(next)}
      title={`Add someone to ${team}`}
      description="For people who have an account here. Invite everyone else."
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
