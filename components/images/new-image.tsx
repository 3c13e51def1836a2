"use client";
import { useQuery } from "@tanstack/react-query";
import { Plus, Users } from "lucide-react";
import { useSearchParams } from "next/navigation";
import { NewImageForm } from "#components/images/new-image-form";
import { ButtonLink } from "#components/ui/button";
import { Card } from "#components/ui/card";
import { EmptyState } from "#components/ui/empty-state";
import { ErrorState } from "#components/ui/error-state";
import { PageHeader } from "#components/ui/page-header";
import { SkeletonRows } from "#components/ui/skeleton";
import { orpc } from "#lib/api/query";
import { isAtLeast } from "#lib/auth/roles";

/** The page of an image that is not there yet; `?team=` and `?from=` say whose and what it begins as. */
export function NewImage({ registry }: { registry: string }) {
  const params = useSearchParams();
  const me = useQuery(orpc.account.me.queryOptions());
  const teams = (me.data?.teams ?? []).filter(({ role }) => isAtLeast(role, "developer"));
  const team = teams.find(({ name }) => name === params.get("team")) ?? teams[0];
  return (
    <>
      <PageHeader
        crumbs={[{ label: "Images", href: "/images" }]}
        title="New image"
        meta="Its Dockerfile becomes version 1. Nothing is built before you say so."
      />
      {team ? (
        <NewImageForm teams={teams} team={team.name} from={params.get("from")} registry={registry} />
      ) : (
        <Card>
          {me.data ? (
            <EmptyState
              icon={<Users />}
              title="First a team, then its images"
              actions={
                <ButtonLink variant="primary" icon={<Plus />} href="/teams?new">
                  New team
                </ButtonLink>
              }
            >
              Every image belongs to a team, and there is none in which you may create images. Create a team,
              or ask an owner of yours to make you a developer.
            </EmptyState>
          ) : me.error ? (
            <ErrorState error={me.error} title="Your teams could not be loaded" retry={() => me.refetch()} />
          ) : (
            <SkeletonRows rows={4} label="Loading your teams" />
          )}
        </Card>
      )}
    </>
  );
}
