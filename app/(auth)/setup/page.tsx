import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { SetupForm } from "#components/auth/setup-form";
import { setupRequired } from "#lib/auth/setup-required";
import { signInOptions } from "#lib/auth/sign-in-options";

export const metadata: Metadata = { title: "Set up" };
export const dynamic = "force-dynamic";

export default async function SetupPage({ searchParams }: { searchParams: Promise<{ code?: string }> }) {
  if (!(await setupRequired())) redirect("/sign-in");
  return (
    <>
      <h1 className="text-2xl font-semibold tracking-tight">Light the oven</h1>
      <p className="mt-1 mb-7 text-muted">
        You are the first here. Make your account and your team; you can invite the others in a minute.
      </p>
      <SetupForm code={(await searchParams).code ?? ""} options={signInOptions()} />
    </>
  );
}
