"use client";
import { useMutation } from "@tanstack/react-query";
import { endSession } from "#components/auth/sign-in";
import { Button, ButtonLink } from "#components/ui/button";
import { Callout } from "#components/ui/callout";
import { problemOf } from "#lib/api/client";
import { orpc } from "#lib/api/query";

export interface JoinAsYouProps {
  code: string;
  team: string;
  /** The name of who is signed in. */
  person: string;
  isMember: boolean;
}

/** Joins a team as who one is signed in as, after a look at who that is. */
export function JoinAsYou({ code, team, person, isMember }: JoinAsYouProps) {
  const join = useMutation(
    orpc.invitations.accept.mutationOptions({
      // A whole page load: what was cached did not know of the team.
      onSuccess: () => window.location.assign(`/teams/${team}`),
    }),
  );

  async function beSomeoneElse() {
    await endSession();
    window.location.reload();
  }

  if (isMember) {
    return (
      <div className="flex flex-col items-start gap-4">
        <Callout tone="info" title={`You are in ${team} already`}>
          The invitation stays open for someone else.
        </Callout>
        <ButtonLink size="lg" variant="primary" href={`/teams/${team}`}>
          Go to {team}
        </ButtonLink>
      </div>
    );
  }
  return (
    <div className="flex flex-col gap-4">
      {join.error ? (
        <Callout tone="danger" title="Not joined">
          {problemOf(join.error).detail}
        </Callout>
      ) : null}
      <Button
        variant="primary"
        size="lg"
        loading={join.isPending || join.isSuccess}
        onClick={() => join.mutate({ code })}
      >
        Join as {person}
      </Button>
      <p className="flex flex-wrap items-center justify-between gap-2 text-sm text-subtle">
        You are signed in as {person}.
        <Button size="sm" variant="ghost" onClick={beSomeoneElse}>
          Be someone else
        </Button>
      </p>
    </div>
  );
}
