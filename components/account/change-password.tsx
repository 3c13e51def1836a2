"use client";
import { useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { SESSIONS_KEY } from "#components/account/session-list";
import { authClient } from "#components/auth/auth-client";
import { Button } from "#components/ui/button";
import { Callout } from "#components/ui/callout";
import { Card } from "#components/ui/card";
import { Field } from "#components/ui/field";
import { Input } from "#components/ui/input";
import { toast } from "#components/ui/toast";

/** A new password; all other sessions end with the old one. */
export function ChangePassword() {
  const queryClient = useQueryClient();
  const [error, setError] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = event.currentTarget;
    const data = new FormData(form);
    setBusy(true);
    const result = await authClient
      .changePassword({
        currentPassword: String(data.get("current")),
        newPassword: String(data.get("new")),
        revokeOtherSessions: true,
      })
      .catch(() => ({ error: { message: "Bakehouse did not answer. Try again." } }));
    setBusy(false);
    setError(result.error ? (result.error.message ?? "The password was not changed.") : null);
    if (result.error) return;
    form.reset();
    toast({ title: "Password changed", description: "Every other session has ended." });
    await queryClient.invalidateQueries({ queryKey: SESSIONS_KEY });
  }

  return (
    <Card padded>
      <form onSubmit={submit} className="flex max-w-sm flex-col gap-4">
        {error ? <Callout tone="danger">{error}</Callout> : null}
        <Field label="Present password">
          <Input name="current" type="password" autoComplete="current-password" required />
        </Field>
        <Field label="New password" hint="At least 10 characters. Every other session ends.">
          <Input name="new" type="password" autoComplete="new-password" required minLength={10} />
        </Field>
        <Button type="submit" loading={busy} className="self-start">
          Change password
        </Button>
      </form>
    </Card>
  );
}
