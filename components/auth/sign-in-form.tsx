"use client";
import { type FormEvent, useState } from "react";
import { type SignInProblem, signIn } from "#components/auth/sign-in";
import { SignInProblemCallout } from "#components/auth/sign-in-problem-callout";
import { Button } from "#components/ui/button";
import { Field } from "#components/ui/field";
import { Input } from "#components/ui/input";

/** E-mail and password; errors stay in place and nothing typed is lost. */
export function SignInForm({ next }: { next: string }) {
  const [problem, setProblem] = useState<SignInProblem | null>(null);
  const [busy, setBusy] = useState(false);

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    setBusy(true);
    const failed = await signIn(String(form.get("email")), String(form.get("password")));
    if (failed) {
      setProblem(failed);
      setBusy(false);
    } else {
      // A whole page load, so that nothing cached for nobody is shown to someone.
      window.location.assign(next);
    }
  }

  return (
    // Sent before the script is there, a form without a method puts the password into the address.
    <form method="post" onSubmit={submit} className="flex flex-col gap-4">
      {problem ? <SignInProblemCallout problem={problem} /> : null}
      <Field label="E-mail">
        <Input name="email" type="email" autoComplete="username" required autoFocus />
      </Field>
      <Field label="Password">
        <Input name="password" type="password" autoComplete="current-password" required />
      </Field>
      <Button type="submit" variant="primary" size="lg" loading={busy} className="mt-2">
        Sign in
      </Button>
    </form>
  );
}
