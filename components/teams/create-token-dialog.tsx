"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useId, useState } from "react";
import { fieldProblem, otherProblem } from "#components/teams/field-problem";
import { NewToken } from "#components/teams/new-token";
import { RoleSelect } from "#components/teams/role-select";
import { Button } from "#components/ui/button";
import { Callout } from "#components/ui/callout";
import { Dialog } from "#components/ui/dialog";
import { Field } from "#components/ui/field";
import { Input } from "#components/ui/input";
import { Select } from "#components/ui/select";
import { api, orpc } from "#lib/api/query";
import type { Role } from "#lib/auth/roles";

const EMPTY = { name: "", role: "developer" as Role, days: "90" };
const FIELDS = ["name", "role", "expiresInDays"];
const DAYS = [
  { value: "7", label: "7 days" },
  { value: "30", label: "30 days" },
  { value: "90", label: "90 days" },
  { value: "365", label: "365 days" },
  { value: "never", label: "Until it is revoked" },
];

export interface CreateTokenDialogProps {
  /** Whose the token will be; one's own without it. */
  team?: string;
  open: boolean;
  onOpenChange: (open: boolean) => void;
}

/** Asks where a token will be used, what it may do and for how long; makes it and shows its secret this once. */
export function CreateTokenDialog({ team, open, onOpenChange }: CreateTokenDialogProps) {
  const [input, setInput] = useState(EMPTY);
  const queryClient = useQueryClient();
  const form = useId();
  const create = useMutation({
    mutationFn: ({ name, role, days }: typeof EMPTY) => {
      const token = { name, role, expiresInDays: days === "never" ? null : Number(days) };
      return team ? api.tokens.create({ team, ...token }) : api.account.createToken(token);
    },
    onSuccess: () =>
      void queryClient.invalidateQueries({
        queryKey: team ? orpc.tokens.key() : orpc.account.listTokens.key(),
      }),
  });
  const refusal = create.variables === input ? create.error : null;

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

  if (create.data) {
    return <NewToken team={team} token={create.data} open={open} onDone={() => change(false)} />;
  }
  return (
    <Dialog
      open={open}
      onOpenChange={(next) => create.isPending || change(next)}
      title={team ? "New API token" : "New token of your own"}
      description={
        team
          ? `A program that sends it acts in ${team}'s name, and in no other team.`
          : "A program that sends it acts as you, in all your teams: for a laptop or an agent that is yours alone."
      }
      footer={
        <>
          <Button onClick={() => change(false)} disabled={create.isPending}>
            Cancel
          </Button>
          <Button type="submit" form={form} variant="primary" loading={create.isPending}>
            Create token
          </Button>
        </>
      }
    >
      <form id={form} noValidate onSubmit={submit} className="flex flex-col gap-4">
        <Field
          label="Name"
          hint="Where it will be used, one token for each place: then one can be revoked without the others."
          error={fieldProblem(refusal, "name")}
        >
          <Input
            value={input.name}
            onChange={(event) => setInput({ ...input, name: event.target.value })}
            maxLength={100}
            placeholder={team ? "GitHub Actions" : "My laptop"}
            autoComplete="off"
          />
        </Field>
        <RoleSelect
          label={team ? "Role" : "Role, and never more than yours in a team"}
          value={input.role}
          onValueChange={(role) => setInput({ ...input, role })}
          error={fieldProblem(refusal, "role")}
        />
        <Field
          label="Works for"
          custom
          hint={
            input.days === "never" ? "One that ends is safer where a new one is easily put in." : undefined
          }
          error={fieldProblem(refusal, "expiresInDays")}
        >
          <Select value={input.days} onValueChange={(days) => setInput({ ...input, days })} options={DAYS} />
        </Field>
        {otherProblem(refusal, FIELDS) ? (
          <Callout tone="danger">{otherProblem(refusal, FIELDS)}</Callout>
        ) : null}
      </form>
    </Dialog>
  );
}
