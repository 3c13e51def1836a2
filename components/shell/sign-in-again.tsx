"use client";
import { useQuery, useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import { type FormEvent, useEffect, useState } from "react";
import { OrLine } from "#components/auth/or-line";
import { sessionRenewed } from "#components/auth/session-expired";
import { type SignInProblem, signIn } from "#components/auth/sign-in";
import { SignInProblemCallout } from "#components/auth/sign-in-problem-callout";
import { Button, ButtonLink } from "#components/ui/button";
import { Dialog } from "#components/ui/dialog";
import { Field } from "#components/ui/field";
import { Input } from "#components/ui/input";
import { api, orpc } from "#lib/api/query";

/** Over the page when the session has run out: what was being written stays where it is. */
export function SignInAgain({ open }: { open: boolean }) {
  const queryClient = useQueryClient();
  const { data: me } = useSuspenseQuery(orpc.account.me.queryOptions());
  const { data: options } = useQuery(orpc.account.signInOptions.queryOptions({ enabled: open }));
  const [error, setError] = useState<SignInProblem | null>(null);
  const [busy, setBusy] = useState(false);

  // The provider's pages would take this one's place: one signs in there in another tab, and comes back.
  useEffect(() => {
    if (!open || !options?.oidc) return;
    async function lookAgain() {
      const now = await api.account.me().catch(() => null);
      if (!now) return;
      if (now.id !== me.id) window.location.reload();
      sessionRenewed();
      await queryClient.invalidateQueries();
    }
    window.addEventListener("focus", lookAgain);
    return () => window.removeEventListener("focus", lookAgain);
  }, [open, options?.oidc, me.id, queryClient]);

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
      open={open}
      onOpenChange={() => {}}
      size="sm"
      title="Your session has ended"
      description="Sign in again to go on. Nothing you wrote is lost; press the button you pressed once more."
    >
      {options?.oidc ? (
        <ButtonLink
          href="/sign-in"
          target="_blank"
          variant={options.password ? "secondary" : "primary"}
          className="w-full"
        >
          Continue with {options.oidc} in a new tab
        </ButtonLink>
      ) : null}
      {options?.oidc && options.password ? <OrLine /> : null}
      <form onSubmit={submit} hidden={options?.password === false} className="flex flex-col gap-4">
        {error ? <SignInProblemCallout problem={error} /> : null}
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
