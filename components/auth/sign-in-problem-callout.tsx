"use client";
import type { SignInProblem } from "#components/auth/sign-in";
import { Callout } from "#components/ui/callout";
import { useNow } from "#components/ui/use-now";

/** Why one is not signed in; where one has to wait, for how many seconds still. */
export function SignInProblemCallout({ problem }: { problem: SignInProblem }) {
  const now = useNow(1000);
  const { sentence, waitUntil } = problem;
  if (waitUntil === undefined) {
    return (
      <Callout tone="danger" title="Not signed in">
        {sentence}
      </Callout>
    );
  }
  const seconds = Math.ceil((waitUntil - now) / 1000);
  return (
    <Callout tone={seconds > 0 ? "danger" : "info"} title="Not signed in">
      {seconds > 0 ? (
        <>
          {sentence} Wait <span className="tabular-nums">{seconds} s</span>, then try again.
        </>
      ) : (
        "You can try again now."
      )}
    </Callout>
  );
}
