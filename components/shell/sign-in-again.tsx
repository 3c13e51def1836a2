"use client";
import { useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { sessionRenewed, useSessionExpired } from "#components/auth/session-expired";
import { signIn } from "#components/auth/sign-in";
import { Button } from "#components/ui/button";
import { Callout } from "#components/ui/callout";
import { Dialog } from "#components/ui/dialog";
import { Field } from "#components/ui/field";
import { Input } from "#components/ui/input";
import { orpc } from "#lib/api/query";

/** Over the page when the session has run out: what was being written stays where it is. */
export function SignInAgain() {
  const expired = useSessionExpired();
  const queryClient = useQueryClient();
  const { data: me } = useSuspenseQuery(orpc.account.me.queryOptions());
  const [error, setError] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const email = String(form.get("email"));
    setBusy(true);
    const problem = await signIn(email, String(form.get("password")));
    setBusy(false);
    setError(problem);
    if (problem) return;
    // Someone else's page must not go on with this person's things in it.
    if (email.toLowerCase() !== me.email) window.location.reload();
    sessionRenewed();
    await queryClient.invalidateQueries();
  }

  return (
    <Dialog
      firm
      open={expired}
      onOpenChange={() => {}}
      size="sm"
      title="Your session has ended"
      description="Sign in again to go on. Nothing you wrote is lost; press the button you pressed once more."
    >
      <form onSubmit={submit} className="flex flex-col gap-4">
        {error ? <Callout tone="danger">{error}</Callout> : null}
        <Field label="E-mail">
          <Input name="email" type="email" autoComplete="username" required defaultValue={me.email ?? ""} />
        </Field>
        <Field label="Password">
          <Input name="password" type="password" autoComplete="current-password" required autoFocus />
        </Field>
        <Button type="submit" variant="primary" loading={busy}>
          Sign in
        </Button>
      </form>
    </Dialog>
  );
}
