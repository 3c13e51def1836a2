"use client";
import { useQuery } from "@tanstack/react-query";
import { Users } from "lucide-react";
import dynamic from "next/dynamic";
import Link from "next/link";
import { useSearchParams } from "next/navigation";
import { CreateTokenButton } from "#components/teams/create-token-button";
import { MemberActions } from "#components/teams/member-actions";
import { MembersTab } from "#components/teams/members-tab";
import { RoleWord } from "#components/teams/role-word";
import { Badge } from "#components/ui/badge";
import { ButtonLink } from "#components/ui/button";
import { Card } from "#components/ui/card";
import { EmptyState } from "#components/ui/empty-state";
import { ErrorState } from "#components/ui/error-state";
import { PageHeader } from "#components/ui/page-header";
import { SkeletonRows } from "#components/ui/skeleton";
import { TabLinks } from "#components/ui/tab-links";
import { problemOf } from "#lib/api/client";
import { orpc } from "#lib/api/query";
import { isAtLeast } from "#lib/auth/roles";
import { formatCount } from "#lib/format/format-count";
import type { AnyTeam, Team } from "#lib/teams/schemas";

const loading = () => <SkeletonRows rows={4} label="Loading" />;
const TeamActivity = dynamic(
  () => import("#components/activity/activity-list").then((is) => is.TeamActivity),
  { loading },
);
const TeamLimits = dynamic(() => import("#components/limits/team-limits").then((is) => is.TeamLimits), {
  loading,
});
const TeamSettings = dynamic(() => import("#components/teams/team-settings").then((is) => is.TeamSettings), {
  loading,
});
const TokensTab = dynamic(() => import("#components/teams/tokens-tab").then((is) => is.TokensTab), {
  loading,
});
const WebhooksTab = dynamic(() => import("#components/webhooks/webhooks-tab").then((is) => is.WebhooksTab), {
  loading,
});

const CRUMBS = [{ label: "Teams", href: "/teams" }];

/** A team: its members or, with `?tab=`, another part of it. Administrators who are not in it keep its members. */
export function TeamPage({ name }: { name: string }) {
  const team = useQuery(orpc.teams.get.queryOptions({ input: { team: name } }));
  if (team.data) return <Parts team={team.data} />;
  if (!team.error) return <SkeletonRows rows={4} label="Loading the team" />;
  if (problemOf(team.error).code !== "not_found") {
    return <ErrorState error={team.error} title="The team could not be loaded" retry={team.refetch} />;
  }
  return (
    <>
      <PageHeader crumbs={CRUMBS} title={name} />
      <Card>
        <EmptyState
          icon={<Users />}
          title={`You are not in a team named ${name}`}
          actions={
            <ButtonLink variant="primary" href="/teams">
              Your teams
            </ButtonLink>
          }
        >
          Perhaps the name is misspelt, or you were removed. An owner of the team can invite you.
        </EmptyState>
      </Card>
    </>
  );
}

function Parts({ team }: { team: AnyTeam }) {
  const { data: me } = useQuery(orpc.account.me.queryOptions());
  const own: Team | null = isOwn(team) ? team : null;
  const tokens = useQuery(
    orpc.tokens.list.queryOptions({ input: { team: team.name }, enabled: own !== null }),
  );
  const wanted = useSearchParams().get("tab");
  const canManage = team.role === "owner" || (me?.isAdmin ?? false);
  const place = (tab: string) => ({ id: tab, href: `/teams/${team.name}?tab=${tab}` });
  const tabs = [
    { id: "members", label: "Members", href: `/teams/${team.name}`, count: team.members },
    ...(own ? [{ ...place("activity"), label: "Activity" }] : []),
    ...(own ? [{ ...place("tokens"), label: "API tokens", count: tokens.data?.items.length }] : []),
    ...(own && isAtLeast(own.role, "maintainer") ? [{ ...place("webhooks"), label: "Webhooks" }] : []),
    { ...place("limits"), label: "Limits" },
    ...(canManage ? [{ ...place("settings"), label: "Settings" }] : []),
  ];
  const tab = tabs.find(({ id }) => id === wanted)?.id ?? "members";
  const hasNoTokens = tokens.data?.items.length === 0;

  return (
    <>
      <PageHeader
        crumbs={CRUMBS}
        title={team.name}
        badge={<Badge>{team.role ? <RoleWord role={team.role} /> : "Not a member"}</Badge>}
        meta={
          <>
            {team.description ? `${team.description} · ` : null}
            {own ? (
              <Link href={`/images?team=${team.name}`} className="rounded-sm underline hover:text-fg">
                {team.images > 0 ? formatCount(team.images, "image") : "No images yet"}
              </Link>
            ) : (
              `${formatCount(team.images, "image")} that you do not see. You keep its members as an administrator.`
            )}
          </>
        }
        actions={
          tab === "members" && canManage ? (
            <MemberActions team={team.name} />
          ) : tab === "tokens" && team.role === "owner" && !hasNoTokens ? (
            <CreateTokenButton team={team.name} />
          ) : null
        }
      />
      <TabLinks label={`Parts of ${team.name}`} current={tab} tabs={tabs} />
      <div className="pt-5">
        {tab === "tokens" && own ? <TokensTab team={own} /> : null}
        {tab === "members" ? <MembersTab team={team} viewer={me?.id} canManage={canManage} /> : null}
        {tab === "activity" ? <TeamActivity team={team.name} /> : null}
        {tab === "webhooks" ? <WebhooksTab team={team.name} /> : null}
        {tab === "limits" ? <TeamLimits team={team.name} /> : null}
        {tab === "settings" ? <TeamSettings team={team} /> : null}
      </div>
    </>
  );
}

function isOwn(team: AnyTeam): team is Team {
  return team.role !== null;
}
