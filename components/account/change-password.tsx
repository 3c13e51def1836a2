"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { fieldProblem, otherProblem } from "#components/teams/field-problem";
import { Button } from "#components/ui/button";
import { Callout } from "#components/ui/callout";
import { Card } from "#components/ui/card";
import { Field } from "#components/ui/field";
import { Input } from "#components/ui/input";
import { toast } from "#components/ui/toast";
import { orpc } from "#lib/api/query";
import { formatCount } from "#lib/format/format-count";

const MIN_LENGTH = 10;
const EMPTY = { current: "", next: "" };

function problemsOf({ current, next }: typeof EMPTY): { current?: string; next?: string } {
  return {
    current: current ? undefined : "Write the password you sign in with now.",
    next: next.length < MIN_LENGTH ? `Use at least ${MIN_LENGTH} characters.` : undefined,
  };
}

/** A new password; every other session ends with the old one. */
export function ChangePassword({ email }: { email: string | null }) {
  const [input, setInput] = useState(EMPTY);
  const [problems, setProblems] = useState<ReturnType<typeof problemsOf>>({});
  const queryClient = useQueryClient();
  const change = useMutation(
    orpc.account.changePassword.mutationOptions({
      onSuccess: async ({ ended }) => {
        setInput(EMPTY);
        toast({
          title: "Password changed",
          description: ended > 0 ? `${formatCount(ended, "other session")} ended.` : undefined,
        });
        await queryClient.invalidateQueries({ queryKey: orpc.account.listSessions.key() });
      },
      onError: (error) =>
        setProblems({ current: fieldProblem(error, "current"), next: fieldProblem(error, "next") }),
    }),
  );

  function set(next: Partial<typeof EMPTY>) {
    setInput({ ...input, ...next });
    setProblems({});
    change.reset();
  }

  function submit(event: FormEvent) {
    event.preventDefault();
    if (change.isPending) return;
    const found = problemsOf(input);
    setProblems(found);
    if (!found.current && !found.next) change.mutate(input);
  }

  return (
    <Card padded>
      <form noValidate onSubmit={submit} className="flex max-w-sm flex-col gap-4">
        {/* Tells a password manager whose password this is. */}
        <input hidden readOnly type="text" autoComplete="username" value={email ?? ""} />
        <Field label="Current password" error={problems.current}>
          <Input
            type="password"
            autoComplete="current-password"
            value={input.current}
            onChange={(event) => set({ current: event.target.value })}
          />
        </Field>
        <Field
          label="New password"
          hint={`At least ${MIN_LENGTH} characters; a few words are easier to keep than signs.`}
          error={problems.next}
        >
          <Input
            type="password"
            autoComplete="new-password"
            maxLength={128}
            value={input.next}
            onChange={(event) => set({ next: event.target.value })}
          />
        </Field>
        {change.error && !problems.current && !problems.next && otherProblem(change.error, []) ? (
          <Callout tone="danger">{otherProblem(change.error, [])}</Callout>
        ) : null}
        <Button type="submit" loading={change.isPending} className="self-start">
          Change password
        </Button>
      </form>
    </Card>
  );
}
