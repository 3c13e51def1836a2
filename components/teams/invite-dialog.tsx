"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useId, useState } from "react";
import { fieldProblem, otherProblem } from "#components/teams/field-problem";
import { NewInvitation } from "#components/teams/new-invitation";
import { RoleSelect } from "#components/teams/role-select";
import { Button } from "#components/ui/button";
import { Callout } from "#components/ui/callout";
import { Dialog } from "#components/ui/dialog";
import { Field } from "#components/ui/field";
import { Input } from "#components/ui/input";
import { Select } from "#components/ui/select";
import { orpc } from "#lib/api/query";
import type { Role } from "#lib/auth/roles";

const EMPTY = { email: "", role: "developer" as Role, days: "7" };
const FIELDS = ["email", "role", "expiresInDays"];
const DAYS = [
  { value: "1", label: "1 day" },
  { value: "7", label: "7 days" },
  { value: "30", label: "30 days" },
];

export interface InviteDialogProps {
  team: string;
  open: boolean;
  onOpenChange: (open: boolean) => void;
}

/** Makes an invitation and shows its link, this once. */
export function InviteDialog({ team, open, onOpenChange }: InviteDialogProps) {
  const [input, setInput] = useState(EMPTY);
  const queryClient = useQueryClient();
  const form = useId();
  const invite = useMutation(
    orpc.invitations.create.mutationOptions({
      onSuccess: () => void queryClient.invalidateQueries({ queryKey: orpc.invitations.key() }),
    }),
  );

  function set(next: Partial<typeof EMPTY>) {
    setInput({ ...input, ...next });
    invite.reset();
  }

  function change(next: boolean) {
    onOpenChange(next);
    if (next) return;
    invite.reset();
    setInput(EMPTY);
  }

  function submit(event: FormEvent) {
    event.preventDefault();
    if (invite.isPending) return;
    const { email, role, days } = input;
    invite.mutate({ team, role, expiresInDays: Number(days), ...(email && { email }) });
  }

  if (invite.data) {
    return <NewInvitation team={team} invitation={invite.data} open={open} onDone={() => change(false)} />;
  }
  return (
    <Dialog
      open={open}
      onOpenChange={(next) => invite.isPending || change(next)}
      title={`Invite someone to ${team}`}
      description="By a link that works once, for people with and without an account."
      footer={
        <>
          <Button onClick={() => change(false)} disabled={invite.isPending}>
            Cancel
          </Button>
          <Button type="submit" form={form} variant="primary" loading={invite.isPending}>
            Create invitation
          </Button>
        </>
      }
    >
      <form id={form} noValidate onSubmit={submit} className="flex flex-col gap-4">
        <Field
          label="E-mail address"
          optional
          hint="So that you know the invitation again. Where mail is set up, the link is sent there."
          error={fieldProblem(invite.error, "email")}
        >
          <Input
            type="email"
            value={input.email}
            onChange={(event) => set({ email: event.target.value.trim() })}
            placeholder="grace@example.com"
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
          />
        </Field>
        <RoleSelect
          value={input.role}
          onValueChange={(role) => set({ role })}
          error={fieldProblem(invite.error, "role")}
        />
        <Field label="Works for" custom error={fieldProblem(invite.error, "expiresInDays")}>
          <Select value={input.days} onValueChange={(days) => set({ days })} options={DAYS} />
        </Field>
        {otherProblem(invite.error, FIELDS) ? (
          <Callout tone="danger">{otherProblem(invite.error, FIELDS)}</Callout>
        ) : null}
      </form>
    </Dialog>
  );
}
