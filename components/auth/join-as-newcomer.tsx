"use client";
import { useMutation } from "@tanstack/react-query";
import Link from "next/link";
import { type FormEvent, useState } from "react";
import { OrLine } from "#components/auth/or-line";
import { ProviderButton } from "#components/auth/provider-button";
import { signIn } from "#components/auth/sign-in";
import { Button } from "#components/ui/button";
import { Callout } from "#components/ui/callout";
import { Field } from "#components/ui/field";
import { Input } from "#components/ui/input";
import { problemOf } from "#lib/api/client";
import { orpc } from "#lib/api/query";
import type { SignInOptions } from "#lib/auth/sign-in-options";

export interface JoinAsNewcomerProps {
  code: string;
  /** Whom the invitation is meant for. */
  email: string | null;
  options: SignInOptions;
}

/** For who is not signed in: the provider, an account made on the spot, or the account one has. */
export function JoinAsNewcomer({ code, email, options }: JoinAsNewcomerProps) {
  const here = `/join/${code}`;
  return (
    <>
      {options.oidc ? <ProviderButton name={options.oidc} next={here} primary={!options.password} /> : null}
      {options.oidc && options.password ? <OrLine /> : null}
      {options.password ? <AccountForm code={code} email={email} /> : null}
      {options.password ? (
        <p className="mt-4 text-sm text-subtle">
          You have an account?{" "}
          <Link
            href={`/sign-in?next=${encodeURIComponent(here)}`}
            className="rounded-sm text-fg underline hover:text-accent"
          >
            Sign in and join with it
          </Link>
        </p>
      ) : null}
    </>
  );
}

function AccountForm({ code, email }: { code: string; email: string | null }) {
  const [busy, setBusy] = useState(false);
  const join = useMutation(orpc.invitations.joinWithAccount.mutationOptions());
  const problem = join.error ? problemOf(join.error) : null;
  const errorOf = (field: string) => problem?.errors?.find((error) => error.field === field)?.message;

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const text = (field: string) => String(form.get(field) ?? "");
    const account = { name: text("name"), email: text("email"), password: text("password") };
    setBusy(true);
    try {
      const { team } = await join.mutateAsync({ code, ...account });
      const failed = await signIn(account.email, account.password);
      window.location.assign(failed ? `/sign-in?next=/teams/${team}` : `/teams/${team}`);
    } catch {
      setBusy(false);
    }
  }

  return (
    // Sent before the script is there, a form without a method puts the password into the address.
    <form method="post" noValidate onSubmit={submit} className="flex flex-col gap-4">
      {problem && !problem.errors?.length ? (
        <Callout tone="danger" title="Not joined">
          {problem.detail}
        </Callout>
      ) : null}
      <Field label="Your name" error={errorOf("name")}>
        <Input name="name" required autoFocus autoComplete="name" maxLength={100} />
      </Field>
      <Field label="E-mail" error={errorOf("email")}>
        <Input name="email" type="email" required defaultValue={email ?? ""} autoComplete="username" />
      </Field>
      <Field label="Password" hint="At least 10 characters." error={errorOf("password")}>
        <Input name="password" type="password" required maxLength={128} autoComplete="new-password" />
      </Field>
      <Button type="submit" variant="primary" size="lg" loading={busy} className="mt-2">
        Create account and join
      </Button>
    </form>
  );
}
