import type { Metadata } from "next";
import { headers } from "next/headers";
import { JoinAsNewcomer } from "#components/auth/join-as-newcomer";
import { JoinAsYou } from "#components/auth/join-as-you";
import { ButtonLink } from "#components/ui/button";
import { TimeAgo } from "#components/ui/time-ago";
import { problemOf } from "#lib/api/client";
import { serverApi } from "#lib/api/server-client";
import { ROLE_HINTS } from "#lib/auth/roles";
import { signInOptions } from "#lib/auth/sign-in-options";

// The address is what lets one in: it is told to no other site and to no search engine.
export const metadata: Metadata = { title: "Invitation", referrer: "no-referrer", robots: { index: false } };
export const dynamic = "force-dynamic";

interface PageProps {
  params: Promise<{ code: string }>;
}

export default async function JoinPage({ params }: PageProps) {
  const { code } = await params;
  const { client, context } = await serverApi(await headers());
  const found = await client.invitations.get({ code }).then(
    (invitation) => ({ invitation }),
    (error: unknown) => ({ problem: problemOf(error) }),
  );
  if ("problem" in found) {
    return (
      <>
        <h1 className="text-2xl font-semibold tracking-tight">This invitation does not work</h1>
        <p className="mt-1 mb-7 text-muted">{found.problem.detail}</p>
        <ButtonLink size="lg" href={context ? "/" : "/sign-in"} className="self-start">
          {context ? "Go to Bakehouse" : "Sign in"}
        </ButtonLink>
      </>
    );
  }
  const { team, description, role, invitedBy, email, expiresAt } = found.invitation;
  const isMember = context?.teams.some(({ name }) => name === team) ?? false;
  return (
    <>
      <h1 className="text-2xl font-semibold tracking-tight wrap-anywhere">Join {team}</h1>
      <p className="mt-1 text-muted">
        {invitedBy ?? "Someone"} invites you to {team}
        {description ? ` (${description})` : null} as {role === "owner" ? "an" : "a"} {role}, who{" "}
        {ROLE_HINTS[role].replace(/^./, (letter) => letter.toLowerCase())}.
      </p>
      <p className="mt-1 mb-7 text-sm text-subtle">
        The invitation works once and ends <TimeAgo time={expiresAt} />.
      </p>
      {context?.actor.kind === "user" ? (
        <JoinAsYou code={code} team={team} person={context.actor.name} isMember={isMember} />
      ) : (
        <JoinAsNewcomer code={code} email={email} options={signInOptions()} />
      )}
    </>
  );
}
