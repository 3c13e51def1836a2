import type { Metadata } from "next";
import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { explainProviderError } from "#components/auth/explain-provider-error";
import { OrLine } from "#components/auth/or-line";
import { ProviderButton } from "#components/auth/provider-button";
import { safeNext } from "#components/auth/safe-next";
import { SignInForm } from "#components/auth/sign-in-form";
import { Callout } from "#components/ui/callout";
import { serverApi } from "#lib/api/server-client";
import { setupRequired } from "#lib/auth/setup-required";
import { signInOptions } from "#lib/auth/sign-in-options";

export const metadata: Metadata = { title: "Sign in" };

interface PageProps {
  searchParams: Promise<{ next?: string; error?: string; error_description?: string }>;
}

export default async function SignInPage({ searchParams }: PageProps) {
  const { next: wanted, error, error_description: description } = await searchParams;
  const next = safeNext(wanted);
  const { context } = await serverApi(await headers());
  if (context) redirect(next);
  if (await setupRequired()) redirect("/setup");
  const { password, oidc } = signInOptions();
  return (
    <>
      <h1 className="text-2xl font-semibold tracking-tight">Welcome back</h1>
      <p className="mt-1 mb-7 text-muted">Sign in to see what is in the oven.</p>
      {error ? (
        <Callout tone="danger" title="Not signed in" className="mb-5">
          {explainProviderError(error, oidc ?? "the provider", description)}
        </Callout>
      ) : null}
      {oidc ? <ProviderButton name={oidc} next={next} primary={!password} /> : null}
      {oidc && password ? <OrLine /> : null}
      {password ? <SignInForm next={next} /> : null}
      <p className="mt-4 text-sm text-subtle">
        {oidc
          ? `No account? Signing in with ${oidc} makes one; an owner of a team can then add or invite you.`
          : "No account? An owner of your team can invite you."}
      </p>
    </>
  );
}
