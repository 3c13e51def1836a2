"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { AuthProblem, callAuth } from "#components/account/call-auth";
import { SESSIONS_KEY } from "#components/account/session-list";
import { authClient } from "#components/auth/auth-client";
import { Button } from "#components/ui/button";
import { Callout } from "#components/ui/callout";
import { Card } from "#components/ui/card";
import { Field } from "#components/ui/field";
import { Input } from "#components/ui/input";
import { toast } from "#components/ui/toast";

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
  const change = useMutation({
    mutationFn: ({ current, next }: typeof EMPTY) =>
      callAuth(() =>
        authClient.changePassword({ currentPassword: current, newPassword: next, revokeOtherSessions: true }),
      ),
    onSuccess: async () => {
      setInput(EMPTY);
      toast({ title: "Password changed", description: "Every other session has ended." });
      await queryClient.invalidateQueries({ queryKey: SESSIONS_KEY });
    },
    onError: (error) => {
      if (error instanceof AuthProblem && error.code === "INVALID_PASSWORD") {
        setProblems({ current: "This is not your password." });
      }
    },
  });

  function set(change: Partial<typeof EMPTY>) {
    setInput({ ...input, ...change });
    setProblems({});
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
        {change.error && !problems.current ? <Callout tone="danger">{change.error.message}</Callout> : null}
        <Button type="submit" loading={change.isPending} className="self-start">
          Change password
        </Button>
      </form>
    </Card>
  );
}
