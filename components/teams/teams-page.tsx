"use client";
import { useQuery } from "@tanstack/react-query";
import { Plus, Users } from "lucide-react";
import { useSearchParams } from "next/navigation";
import { CreateTeamDialog } from "#components/teams/create-team-dialog";
import { TeamTable } from "#components/teams/team-table";
import { Button } from "#components/ui/button";
import { Card } from "#components/ui/card";
import { EmptyState } from "#components/ui/empty-state";
import { ErrorState } from "#components/ui/error-state";
import { PageHeader } from "#components/ui/page-header";
import { Section } from "#components/ui/section";
import { SkeletonRows } from "#components/ui/skeleton";
import { orpc } from "#lib/api/query";

/** The viewer's teams, and all others for administrators; `?new` in the address opens the dialog that makes one. */
export function TeamsPage() {
  const teams = useQuery(orpc.teams.list.queryOptions());
  const me = useQuery(orpc.account.me.queryOptions());
  const all = useQuery(orpc.teams.listAll.queryOptions({ enabled: me.data?.isAdmin ?? false }));
  const others = all.data?.items.filter(({ role }) => role === null) ?? [];
  const isCreating = useSearchParams().has("new");
  const setCreating = (open: boolean) =>
    window.history.replaceState(null, "", open ? "/teams?new" : "/teams");
  const create = (
    <Button variant="primary" icon={<Plus />} onClick={() => setCreating(true)}>
      New team
    </Button>
  );

  return (
    <>
      <PageHeader
        title="Teams"
        meta="A team owns images; its members build them, its tokens let agents and CI use them."
        actions={teams.data?.items.length === 0 ? null : create}
      />
      {teams.data ? (
        teams.data.items.length > 0 ? (
          <TeamTable teams={teams.data.items} />
        ) : (
          <Card>
            <EmptyState icon={<Users />} title="You are in no team yet" actions={create}>
              Every image belongs to a team, so this comes first. Create one and own it, or ask an owner of
              another team to invite you{me.data?.email ? `, or to add ${me.data.email}` : ""}; it then
              appears here by itself.
            </EmptyState>
          </Card>
        )
      ) : teams.error ? (
        <Card>
          <ErrorState error={teams.error} title="The teams could not be loaded" retry={teams.refetch} />
        </Card>
      ) : (
        <Card>
          <SkeletonRows rows={3} label="Loading the teams" />
        </Card>
      )}
      {others.length > 0 ? (
        <div className="pt-8">
          <Section
            title="Other teams"
            description="As an administrator you keep their members and descriptions. You see none of their images."
          >
            <TeamTable label="Other teams" teams={others} />
          </Section>
        </div>
      ) : null}
      <CreateTeamDialog open={isCreating} onOpenChange={setCreating} />
    </>
  );
}
