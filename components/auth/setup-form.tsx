"use client";
import { useMutation } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { signIn } from "#components/auth/sign-in";
import { Button } from "#components/ui/button";
import { Callout } from "#components/ui/callout";
import { Field } from "#components/ui/field";
import { Input } from "#components/ui/input";
import { problemOf } from "#lib/api/client";
import { orpc } from "#lib/api/query";
import type { SignInOptions } from "#lib/auth/sign-in-options";
import { nameProblem } from "#lib/names/name-problem";

/** The first administrator and team; signs in and goes to the catalogue. */
export function SetupForm({ code, options }: { code: string; options: SignInOptions }) {
  const [team, setTeam] = useState("");
  const [busy, setBusy] = useState(false);
  const setup = useMutation(orpc.account.setup.mutationOptions());
  const problem = setup.error ? problemOf(setup.error) : null;
  const errorOf = (field: string) => problem?.errors?.find((error) => error.field === field)?.message;
  const teamProblem = team ? nameProblem("team", team) : null;

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = Object.fromEntries(new FormData(event.currentTarget)) as Record<string, string>;
    const { email = "", password = "" } = form;
    setBusy(true);
    try {
      await setup.mutateAsync({ code: "", name: "", ...form, team, email, ...(password && { password }) });
      const failed = password ? await signIn(email, password) : true;
      window.location.assign(failed ? "/sign-in" : "/images");
    } catch {
      setBusy(false);
    }
  }

  return (
    // Sent before the script is there, a form without a method puts the password into the address.
    <form method="post" onSubmit={submit} className="flex flex-col gap-4">
      {problem && !problem.errors?.length ? (
        <Callout tone="danger" title={problem.title}>
          {problem.detail}
        </Callout>
      ) : null}
      <Field
        label="One-time code"
        hint={code ? undefined : "Printed where Bakehouse was started."}
        error={errorOf("code")}
      >
        <Input name="code" mono defaultValue={code} required autoFocus={!code} autoComplete="one-time-code" />
      </Field>
      <Field label="Your name" error={errorOf("name")}>
        <Input name="name" required autoFocus={Boolean(code)} autoComplete="name" />
      </Field>
      <Field
        label="E-mail"
        hint={options.password ? undefined : `The one you have at ${options.oidc}: you sign in there next.`}
        error={errorOf("email")}
      >
        <Input name="email" type="email" required autoComplete="username" />
      </Field>
      {options.password ? (
        <Field label="Password" hint="At least 10 characters." error={errorOf("password")}>
          <Input name="password" type="password" required minLength={10} autoComplete="new-password" />
        </Field>
      ) : null}
      <Field
        label="Team"
        hint="Owns your images and stands in their names: media in media/ffmpeg."
        error={teamProblem ?? errorOf("team")}
      >
        <Input name="team" mono required value={team} onChange={(event) => setTeam(event.target.value)} />
      </Field>
      <Button
        type="submit"
        variant="primary"
        size="lg"
        loading={busy}
        disabled={Boolean(teamProblem)}
        className="mt-2"
      >
        Create account and team
      </Button>
    </form>
  );
}
