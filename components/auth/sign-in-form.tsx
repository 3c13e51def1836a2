"use client";
import { type FormEvent, useState } from "react";
import { signIn } from "#components/auth/sign-in";
import { Button } from "#components/ui/button";
import { Callout } from "#components/ui/callout";
import { Field } from "#components/ui/field";
import { Input } from "#components/ui/input";

/** E-mail and password; errors stay in place and nothing typed is lost. */
export function SignInForm({ next }: { next: string }) {
  const [error, setError] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    setBusy(true);
    const problem = await signIn(String(form.get("email")), String(form.get("password")));
    if (problem) {
      setError(problem);
      setBusy(false);
    } else {
      // A whole page load, so that nothing cached for nobody is shown to someone.
      window.location.assign(next);
    }
  }

  return (
    // Sent before the script is there, a form without a method puts the password into the address.
    <form method="post" onSubmit={submit} className="flex flex-col gap-4">
      {error ? (
        <Callout tone="danger" title="Not signed in">
          {error}
        </Callout>
      ) : null}
      <Field label="E-mail">
        <Input name="email" type="email" autoComplete="username" required autoFocus />
      </Field>
      <Field label="Password">
        <Input name="password" type="password" autoComplete="current-password" required />
      </Field>
      <Button type="submit" variant="primary" size="lg" loading={busy} className="mt-2">
        Sign in
      </Button>
      <p className="text-sm text-subtle">No account? An owner of your team can add you.</p>
    </form>
  );
}
