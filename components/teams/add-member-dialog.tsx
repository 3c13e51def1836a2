"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useId, useState } from "react";
import { fieldProblem, otherProblem } from "#components/teams/field-problem";
import { RoleSelect } from "#components/teams/role-select";
import { Button } from "#components/ui/button";
import { Callout } from "#components/ui/callout";
import { Dialog } from "#components/ui/dialog";
import { Field } from "#components/ui/field";
import { Input } from "#components/ui/input";
import { toast } from "#components/ui/toast";
import { problemOf } from "#lib/api/client";
import { orpc } from "#lib/api/query";
import type { Role } from "#lib/auth/roles";

const EMPTY = { email: "", role: "developer" as Role };
const FIELDS = ["email", "role"];

export interface AddMemberDialogProps {
  team: string;
  open: boolean;
  onOpenChange: (open: boolean) => void;
  /** Leads on to an invitation, for who has no account. */
  onInvite: () => void;
}

/** Adds someone who has an account here, by e-mail address; others are invited. */
export function AddMemberDialog({ team, open, onOpenChange, onInvite }: AddMemberDialogProps) {
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

  function invite() {
    change(false);
    onInvite();
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
        <RoleSelect
          value={input.role}
          onValueChange={(role) => setInput({ ...input, role })}
          error={fieldProblem(refusal, "role")}
        />
        {refusal && problemOf(refusal).code === "not_found" ? (
          <Button onClick={invite} className="self-start">
            Invite instead
          </Button>
        ) : null}
        {otherProblem(refusal, FIELDS) ? (
          <Callout tone="danger">{otherProblem(refusal, FIELDS)}</Callout>
        ) : null}
      </form>
    </Dialog>
  );
}
