"use client";
import { CircleCheck } from "lucide-react";
import { useSearchParams } from "next/navigation";
import { useState } from "react";
import { explainProviderError } from "#components/auth/explain-provider-error";
import { continueWithProvider } from "#components/auth/sign-in";
import { Button } from "#components/ui/button";
import { Callout } from "#components/ui/callout";
import { Card } from "#components/ui/card";
import { Section } from "#components/ui/section";

/** Whether one can sign in with the provider, and how to make it so. */
export function ProviderConnection({ name, connected }: { name: string; connected: boolean }) {
  const params = useSearchParams();
  const refused = params.get("error");
  const [problem, setProblem] = useState<string | null>(
    refused && !connected
      ? explainProviderError(refused, name, params.get("error_description") ?? undefined)
      : null,
  );
  const [busy, setBusy] = useState(false);

  async function connect() {
    setBusy(true);
    const failed = await continueWithProvider("/account", "/account", "connect");
    if (!failed) return;
    setProblem(failed.sentence);
    setBusy(false);
  }

  return (
    <Section title={`Signing in with ${name}`}>
      <Card padded className="flex flex-col items-start gap-3">
        {problem ? (
          <Callout tone="danger" title="Not connected">
            {problem}
          </Callout>
        ) : null}
        {connected ? (
          <p className="flex items-center gap-2 text-muted">
            <CircleCheck className="size-4 shrink-0 text-success" aria-hidden="true" />
            Connected: you can sign in with {name}.
          </p>
        ) : (
          <>
            <p className="max-w-prose text-muted">
              Your account at {name} must have the same e-mail address, verified there.
            </p>
            <Button loading={busy} onClick={connect}>
              Connect {name}
            </Button>
          </>
        )}
      </Card>
    </Section>
  );
}
