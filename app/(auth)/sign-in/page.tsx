import type { Metadata } from "next";
import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { safeNext } from "#components/auth/safe-next";
import { SignInForm } from "#components/auth/sign-in-form";
import { serverApi } from "#lib/api/server-client";
import { setupRequired } from "#lib/auth/setup-required";

export const metadata: Metadata = { title: "Sign in" };

export default async function SignInPage({ searchParams }: { searchParams: Promise<{ next?: string }> }) {
  const next = safeNext((await searchParams).next);
  const { context } = await serverApi(await headers());
  if (context) redirect(next);
  if (await setupRequired()) redirect("/setup");
  return (
    <>
      <h1 className="text-2xl font-semibold tracking-tight">Welcome back</h1>
      <p className="mt-1 mb-7 text-muted">Sign in to see what is in the oven.</p>
      <SignInForm next={next} />
    </>
  );
}
