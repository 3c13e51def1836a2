"use client";
import { LogIn } from "lucide-react";
import { useState } from "react";
import { continueWithProvider } from "#components/auth/sign-in";
import { Button } from "#components/ui/button";
import { Callout } from "#components/ui/callout";

export interface ProviderButtonProps {
  /** The provider's name. */
  name: string;
  /** Where to go afterwards. */
  next: string;
  /** The only way in, or one beside passwords. */
  primary?: boolean;
}

/** Leads to the OpenID Connect provider and back. */
export function ProviderButton({ name, next, primary }: ProviderButtonProps) {
  const [problem, setProblem] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);

  async function go() {
    setBusy(true);
    const errorPage = `/sign-in?next=${encodeURIComponent(next)}`;
    const failed = await continueWithProvider(next, errorPage);
    // Where it worked the page is being left: the button stays busy until then.
    if (!failed) return;
    setProblem(failed.sentence);
    setBusy(false);
  }

  return (
    <div className="flex flex-col gap-3">
      {problem ? <Callout tone="danger">{problem}</Callout> : null}
      <Button
        variant={primary ? "primary" : "secondary"}
        size="lg"
        icon={<LogIn />}
        loading={busy}
        onClick={go}
      >
        Continue with {name}
      </Button>
    </div>
  );
}
