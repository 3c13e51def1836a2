"use client";
import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import type { ReactNode } from "react";
import { InlineCode } from "#components/api-reference/inline-code";
import type { OwnValues } from "#components/api-reference/own-values";
import type { Schema } from "#components/api-reference/reference";
import { SchemaFields } from "#components/api-reference/schema-fields";
import { CopyField } from "#components/ui/copy-field";
import { Section } from "#components/ui/section";
import { orpc } from "#lib/api/query";
import { ROLE_HINTS, ROLES } from "#lib/auth/roles";
import { ERROR_STATUS, type ErrorCode } from "#lib/errors";

const LINK = "rounded-sm text-accent underline";

const CODES: Record<ErrorCode, string> = {
  invalid: "Something in the input is wrong; `errors` names the fields.",
  unauthenticated: "There is no token, or it is unknown, expired or revoked.",
  forbidden: "Your role does not allow it; `detail` says which one does.",
  not_found: "It is not there, or you may not see it: the two are told alike.",
  conflict: "It does not fit what is there: a name that is taken, a version somebody saved meanwhile.",
  gone: "It was there and is taken back: a revoked build. `details` has the reason and what to take instead.",
  too_large: "The body is larger than 2 MiB.",
  rate_limited:
    "Too many tries of a password or a code, or a team has reached its limit of builds; `detail` says which, and what to do.",
  internal: "A fault of ours. The server’s log says which.",
  unavailable: "The database or the registry does not answer. Try again in a moment.",
};

/** What holds for every operation: tokens, errors, pages, streams. */
export function ReferenceGuide({ own, problem }: { own: OwnValues; problem: Schema | null }) {
  const base = `${own.origin}/api/v1`;
  return (
    <div className="flex max-w-3xl flex-col gap-8">
      <Section title="A token first">
        <Words>
          <Where team={own.team} />A token has a role, which is never more than its maker’s: give it the least
          that does.
        </Words>
        <ul className="text-sm">
          {ROLES.map((role) => (
            <li key={role} className="flex gap-3 border-b border-line py-1.5 last:border-0">
              <span className="w-24 shrink-0 font-medium">{role}</span>
              <span className="text-muted">{ROLE_HINTS[role]}</span>
            </li>
          ))}
        </ul>
        <Words>Send it with every request. This one answers who you are:</Words>
        <CopyField
          multiline
          what="command that asks who you are"
          value={`export BAKEHOUSE_TOKEN=…\ncurl -sS -H "Authorization: Bearer $BAKEHOUSE_TOKEN" \\\n  "${base}/me"`}
        />
      </Section>
      <Section title="What sandboxes ask when they boot">
        <Words>
          A project follows a channel or a version of an image, and its sandboxes ask what that is now. The
          answer carries the reference by digest, which <code>docker pull</code> takes. Nothing else has to
          change for an update.
        </Words>
        <CopyField
          multiline
          what="command that asks for a project’s image"
          value={`curl -fsS -H "Authorization: Bearer $BAKEHOUSE_TOKEN" \\\n  "${base}/projects/${own.team}/${own.project}/image"`}
        />
        <Words>
          Send the answer’s <code>ETag</code> back as <code>If-None-Match</code>, and 304 says that it is the
          same still. 410 says that the build was revoked, with what to take instead.
        </Words>
      </Section>
      <Section title="Requests and answers">
        <Words>
          Bodies and answers are JSON, unless an operation says otherwise. Times are in UTC as{" "}
          <code className="whitespace-nowrap">2026-11-22T19:10:12.000Z</code>, sizes in bytes, names as they
          stand in addresses:{" "}
          <code>
            {own.team}/{own.image}
          </code>
          . Fields may be added to answers; pass over those that you do not know.
        </Words>
      </Section>
      <Section title="Lists come in pages">
        <Words>
          A list answers <code>items</code> and <code>nextCursor</code>. Pass that on as <code>cursor</code>{" "}
          until it is null. <code>limit</code> is 50 unless you say another, and 100 at most.
        </Words>
        <CopyField
          multiline
          what="command that goes through a list"
          value={`cursor=\nwhile :; do\n  page=$(curl -fsS -G -H "Authorization: Bearer $BAKEHOUSE_TOKEN" \\\n    -d "team=${own.team}" -d "limit=100" \${cursor:+--data-urlencode "cursor=$cursor"} "${base}/images")\n  echo "$page" | jq -r '.items[] | .team + "/" + .name'\n  cursor=$(echo "$page" | jq -r '.nextCursor // empty')\n  [ -n "$cursor" ] || break\ndone`}
        />
      </Section>
      <Section title="Errors">
        <Words>
          What goes wrong is answered as problem details (RFC 9457), <code>application/problem+json</code>:{" "}
          <code>detail</code> is a sentence for people, <code>code</code> a word for programs.
        </Words>
        {problem ? <SchemaFields schema={problem} marks="optional" /> : null}
        <table className="w-full text-left text-sm">
          <caption className="pb-1 text-left text-subtle">Its codes</caption>
          <thead className="sr-only">
            <tr>
              <th scope="col">Status</th>
              <th scope="col">Code</th>
              <th scope="col">Meaning</th>
            </tr>
          </thead>
          <tbody>
            {Object.entries(CODES).map(([code, meaning]) => (
              <tr key={code} className="border-t border-line align-top">
                <td className="py-1.5 pr-3 tabular-nums">{ERROR_STATUS[code as ErrorCode]}</td>
                <td className="py-1.5 pr-4">
                  <code>{code}</code>
                </td>
                <td className="py-1.5 text-muted">
                  <InlineCode text={meaning} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </Section>
      <Section title="Streams">
        <Words>
          <Link href="/api?group=builds#builds.follow" className={LINK}>
            A build’s events
          </Link>{" "}
          and{" "}
          <Link href="/api?group=instance#live.changes" className={LINK}>
            what changes in your teams
          </Link>{" "}
          are server-sent events: each <code>message</code> carries JSON in its <code>data</code>, and a line
          with a colon every few seconds keeps the connection. A build’s stream ends with the build; when one
          breaks, send the last <code>id</code> as <code>Last-Event-ID</code> and it goes on after that.
          Browsers do so by themselves. Changes are kept for a while only: <code>everything</code> says that
          some may have been missed.
        </Words>
        <CopyField
          multiline
          what="command that follows a build"
          value={`curl -sS -N -H "Authorization: Bearer $BAKEHOUSE_TOKEN" \\\n  "${base}/builds/${own.build}/events"`}
        />
      </Section>
      <Section title="How much one may ask">
        <Words>
          Requests with a token are not limited. Tries to sign in are, by account and by address. Do not poll
          for what a stream or a webhook tells; and where you do poll, with <code>If-None-Match</code>.
        </Words>
      </Section>
    </div>
  );
}

function Words({ children }: { children: ReactNode }) {
  return <p className="max-w-prose text-muted">{children}</p>;
}

/** Where this viewer gets a token. */
function Where({ team }: { team: string }) {
  const { data: me } = useQuery(orpc.account.me.queryOptions());
  const own = me?.teams.find(({ name }) => name === team);
  return (
    <>
      A token of your own acts as you in all your teams: make it on{" "}
      <Link href="/account" className={LINK}>
        your account’s page
      </Link>
      . A team’s token acts in the team’s name and stays when people go:{" "}
      {own?.role === "owner" ? (
        <>
          make it on{" "}
          <Link href={`/teams/${team}?tab=tokens`} className={LINK}>
            the page of {team}
          </Link>
        </>
      ) : (
        "an owner of the team makes it"
      )}
      .{" "}
    </>
  );
}
