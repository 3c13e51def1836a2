"use client";
import { useQuery } from "@tanstack/react-query";
import { KeyRound, UserPlus, Users } from "lucide-react";
import Link from "next/link";
import { useSearchParams } from "next/navigation";
import { useState } from "react";
import { AddMemberDialog } from "#components/teams/add-member-dialog";
import { CreateTokenDialog } from "#components/teams/create-token-dialog";
import { MembersTab } from "#components/teams/members-tab";
import { RoleWord } from "#components/teams/role-word";
import { TokensTab } from "#components/teams/tokens-tab";
import { Badge } from "#components/ui/badge";
import { Button, ButtonLink } from "#components/ui/button";
import { Card } from "#components/ui/card";
import { EmptyState } from "#components/ui/empty-state";
import { ErrorState } from "#components/ui/error-state";
import { PageHeader } from "#components/ui/page-header";
import { SkeletonRows } from "#components/ui/skeleton";
import { TabLinks } from "#components/ui/tab-links";
import { orpc } from "#lib/api/query";
import { formatCount } from "#lib/format/format-count";

const CRUMBS = [{ label: "Teams", href: "/teams" }];

/** A team: its members or, with `?tab=tokens`, its API tokens. */
export function TeamPage({ name }: { name: string }) {
  const teams = useQuery(orpc.teams.list.queryOptions());
  const me = useQuery(orpc.account.me.queryOptions());
  const tokens = useQuery(orpc.tokens.list.queryOptions({ input: { team: name } }));
  const tab = useSearchParams().get("tab") === "tokens" ? "tokens" : "members";
  const [dialog, setDialog] = useState<"member" | "token" | null>(null);
  const team = teams.data?.items.find((each) => each.name === name);

  if (!team) {
    return teams.data ? (
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
            Perhaps the name is misspelt, or you were removed. An owner of the team can add you.
          </EmptyState>
        </Card>
      </>
    ) : teams.error ? (
      <ErrorState error={teams.error} title="The team could not be loaded" retry={teams.refetch} />
    ) : (
      <SkeletonRows rows={4} label="Loading the team" />
    );
  }
  const isOwner = team.role === "owner";
  const createToken = isOwner ? (
    <Button variant="primary" icon={<KeyRound />} onClick={() => setDialog("token")}>
      New token
    </Button>
  ) : null;
  const addMember = isOwner ? (
    <Button variant="primary" icon={<UserPlus />} onClick={() => setDialog("member")}>
      Add someone
    </Button>
  ) : null;

  return (
    <>
      <PageHeader
        crumbs={CRUMBS}
        title={team.name}
        badge={
          <Badge>
            <RoleWord role={team.role} />
          </Badge>
        }
        meta={
          <>
            {team.description ? `${team.description} · ` : null}
            <Link href={`/images?team=${team.name}`} className="rounded-sm underline hover:text-fg">
              {team.images > 0 ? formatCount(team.images, "image") : "No images yet"}
            </Link>
          </>
        }
        actions={tab === "tokens" ? (tokens.data?.items.length === 0 ? null : createToken) : addMember}
      />
      <TabLinks
        label={`Parts of ${team.name}`}
        current={tab}
        tabs={[
          { id: "members", label: "Members", href: `/teams/${team.name}`, count: team.members },
          {
            id: "tokens",
            label: "API tokens",
            href: `/teams/${team.name}?tab=tokens`,
            count: tokens.data?.items.length,
          },
        ]}
      />
      <div className="pt-5">
        {tab === "tokens" ? (
          <TokensTab team={team} create={createToken} />
        ) : (
          <MembersTab team={team} viewer={me.data?.id} />
        )}
      </div>
      <AddMemberDialog
        team={team.name}
        open={dialog === "member"}
        onOpenChange={(open) => setDialog(open ? "member" : null)}
      />
      <CreateTokenDialog
        team={team.name}
        open={dialog === "token"}
        onOpenChange={(open) => setDialog(open ? "token" : null)}
      />
    </>
  );
}
